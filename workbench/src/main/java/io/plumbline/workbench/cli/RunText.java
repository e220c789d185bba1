package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.exec.CheckOutcome;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.StepAccount;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run's report, as text and as JSON.
final class RunText {
    private static final String ROW = "  %-24s %12s %12s %12s %12s %12s%n";

    private RunText() {}

    static void print(RunReport r, PrintStream out) {
        long millis = Duration.between(r.started(), r.finished()).toMillis();
        line(
                out,
                "%s %s in %s (run %s)%n",
                r.pipeline(),
                r.state(),
                Durations.of(millis),
                r.runId());
        line(out, ROW, "step", "in", "out", "filtered", "rejected", "combined");
        for (StepAccount a : r.accounts()) {
            String in = rows(a.in());
            String out1 = rows(a.out());
            line(out, ROW, a.step(), in, out1, rows(a.filtered()), rows(a.rejected()), made(a));
        }
        r.checks().stream().filter(c -> !c.passed()).forEach(c -> print(c, out));
        String wrote = "  wrote %s: %,d rows, version %s%n";
        r.outputs().forEach(o -> line(out, wrote, o.dataset(), o.rows(), o.version()));
        r.quarantined().forEach(q -> out.println("  quarantine: " + q));
    }

    private static void print(CheckOutcome c, PrintStream out) {
        String action = c.check().action().name().toLowerCase(Locale.ROOT);
        String text = "  check %s of %s: %,d of %,d rows fail, action %s%n";
        line(out, text, c.check().name(), c.step(), c.failing(), c.rows(), action);
    }

    private static void line(PrintStream out, String text, Object... values) {
        out.print(String.format(Locale.ROOT, text, values));
    }

    private static String made(StepAccount a) {
        boolean known = a.in() >= 0 && a.out() >= 0;
        return known ? String.format(Locale.ROOT, "%,d", a.combined()) : "?";
    }

    private static String rows(long n) {
        return n < 0 ? "?" : String.format(Locale.ROOT, "%,d", n);
    }

    static Map<String, @Nullable Object> json(RunReport r) {
        return Json.object(
                "run", r.runId(),
                "pipeline", r.pipeline(),
                "state", r.state().name(),
                "started", r.started().toString(),
                "finished", r.finished().toString(),
                "steps", r.accounts().stream().map(RunText::account).toList(),
                "checks", r.checks().stream().map(RunText::check).toList(),
                "outputs", r.outputs().stream().map(RunText::output).toList(),
                "quarantined", r.quarantined().stream().map(Path::toString).toList(),
                "problems", ErrorReport.json(r.problems()));
    }

    private static Map<String, @Nullable Object> check(CheckOutcome c) {
        return Json.object(
                "step", c.step(),
                "check", c.check().name(),
                "rows", c.rows(),
                "failing", c.failing(),
                "action", c.check().action().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, @Nullable Object> output(RunReport.Written o) {
        return Json.object(
                "step", o.step(),
                "dataset", o.dataset(),
                "version", o.version(),
                "rows", o.rows(),
                "bytes", o.bytes());
    }

    private static Map<String, @Nullable Object> account(StepAccount a) {
        return Json.object(
                "step", a.step(),
                "in", known(a.in()),
                "out", known(a.out()),
                "filtered", known(a.filtered()),
                "rejected", known(a.rejected()),
                "combined", a.in() < 0 ? null : a.combined(),
                "millis", a.millis(),
                "bytes", a.bytes());
    }

    private static @Nullable Long known(long n) {
        return n < 0 ? null : n;
    }
}

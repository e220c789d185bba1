package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
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
    private RunText() {}

    static void print(RunReport r, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s %s in %d ms (run %s)%n",
                r.pipeline(),
                r.state(),
                Duration.between(r.started(), r.finished()).toMillis(),
                r.runId());
        out.printf(
                Locale.ROOT,
                "  %-24s %12s %12s %12s %12s %12s%n",
                "step",
                "in",
                "out",
                "filtered",
                "rejected",
                "combined");
        for (StepAccount a : r.accounts()) {
            out.printf(
                    Locale.ROOT,
                    "  %-24s %12s %12s %12s %12s %12s%n",
                    a.step(),
                    rows(a.in()),
                    rows(a.out()),
                    rows(a.filtered()),
                    rows(a.rejected()),
                    a.in() < 0 || a.out() < 0
                            ? "?"
                            : String.format(Locale.ROOT, "%,d", a.combined()));
        }
        r.checks().stream()
                .filter(c -> !c.passed())
                .forEach(c ->
                        out.printf(
                                Locale.ROOT,
                                "  check %s of %s: %,d of %,d rows fail, action %s%n",
                                c.check().name(),
                                c.step(),
                                c.failing(),
                                c.rows(),
                                c.check().action().name().toLowerCase(Locale.ROOT)));
        r.outputs()
                .forEach(o ->
                        out.printf(
                                Locale.ROOT,
                                "  wrote %s: %,d rows, version %s%n",
                                o.dataset(),
                                o.rows(),
                                o.version()));
        r.quarantined().forEach(q -> out.println("  quarantine: " + q));
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
                "checks",
                        r.checks().stream()
                                .map(c ->
                                        Json.object(
                                                "step",
                                                c.step(),
                                                "check",
                                                c.check().name(),
                                                "rows",
                                                c.rows(),
                                                "failing",
                                                c.failing(),
                                                "action",
                                                c.check().action().name().toLowerCase(Locale.ROOT)))
                                .toList(),
                "outputs",
                        r.outputs().stream()
                                .map(o ->
                                        Json.object(
                                                "step",
                                                o.step(),
                                                "dataset",
                                                o.dataset(),
                                                "version",
                                                o.version(),
                                                "rows",
                                                o.rows(),
                                                "bytes",
                                                o.bytes()))
                                .toList(),
                "quarantined", r.quarantined().stream().map(Path::toString).toList(),
                "problems", ErrorReport.json(r.problems()));
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

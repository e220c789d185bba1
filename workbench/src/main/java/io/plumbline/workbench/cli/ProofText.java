package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.exec.proof.ProofReport;
import io.plumbline.engine.exec.proof.ProofReport.Edge;
import io.plumbline.engine.exec.proof.ProofReport.Unsound;
import io.plumbline.engine.exec.proof.ProofReport.Used;
import io.plumbline.engine.exec.proof.ProofReport.Witness;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells what a proof of lineage showed. Values stand in it only where they were asked for.
final class ProofText {
    private final String pipeline;
    private final ProofReport report;
    private final boolean values;

    ProofText(String pipeline, ProofReport report, boolean values) {
        this.pipeline = pipeline;
        this.report = report;
        this.values = values;
    }

    void print(PrintStream out) {
        String used =
                report.relations().stream().map(ProofText::used).collect(Collectors.joining(", "));
        out.printf("%s: %d trials over %s; seed %d%n", pipeline, report.trials(), used, seed());
        List<Edge> quiet = report.notExercised();
        out.printf(
                "  %d edges: %d exercised, %d not%n",
                report.edges().size(), report.edges().size() - quiet.size(), quiet.size());
        if (!quiet.isEmpty()) {
            out.println("not exercised: no change of the source showed in the output");
            gathered(quiet).forEach((what, outputs) -> out.println("  " + what + outputs));
        }
        if (!report.stops().isEmpty()) {
            out.println("the run fails after some changes of");
            report.stops()
                    .forEach(s ->
                            out.printf(
                                    "  %s  %s at %s, %d of %d trials%n",
                                    column(s.relation(), s.column()),
                                    s.why(),
                                    s.what(),
                                    s.trials(),
                                    Math.max(s.trials(), trials())));
        }
        if (!report.undecided().isEmpty()) {
            out.println("nothing can be said about");
            report.undecided()
                    .forEach(u ->
                            out.printf(
                                    "  %s.%s  %s%n",
                                    u.target(), String.join(", ", u.outputs()), u.why()));
        }
        report.unsound().forEach(u -> print(u, out));
        out.println(
                report.sound()
                        ? "sound: lineage explains every change"
                        : "unsound: lineage does not explain every change");
    }

    private long seed() {
        return report.seed();
    }

    private int trials() {
        return report.edges().stream().mapToInt(Edge::trials).max().orElse(0);
    }

    private static String used(Used used) {
        return used.rows()
                + (used.madeUp() ? " made-up rows of " : " rows of ")
                + used.relation().getLast();
    }

    private void print(Unsound u, PrintStream out) {
        Witness w = u.witness();
        out.printf(
                "UNSOUND %s → %s.%s%s%n",
                column(u.relation(), u.column()),
                u.target(),
                String.join(" with ", u.outputs()),
                u.outputs().size() > 1 ? ", which change together" : "");
        String where = w.row() > 0 ? "row " + w.row() : w.changed() + " rows";
        out.printf(
                "  witness: %s of the sample of %s %s; %s%n",
                where,
                u.relation().getLast(),
                w.change(),
                w.outputRow() > 0
                        ? "row " + w.outputRow() + " of the output was not there before"
                        : "rows of the output are gone");
        if (values) {
            if (w.row() > 0 && !u.column().equals("*")) {
                out.printf("  %s: %s → %s%n", u.column(), text(w.before()), text(w.after()));
            }
            out.printf(
                    "  %s: %s → %s%n",
                    String.join(", ", u.outputs()), texts(w.gone()), texts(w.come()));
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "null" : "'" + value + "'";
    }

    private static String texts(List<@Nullable String> row) {
        return row.isEmpty()
                ? "no row"
                : row.stream().map(ProofText::text).collect(Collectors.joining(", "));
    }

    /// Puts the edges of one source in the same ways to one dataset into one line.
    private static Map<String, String> gathered(List<Edge> edges) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Edge e : edges) {
            String what =
                    "%s  %s → %s."
                            .formatted(
                                    column(e.relation(), e.column()),
                                    String.join(", ", e.ways()),
                                    e.target());
            lines.merge(what, e.output(), (before, more) -> before + ", " + more);
        }
        return lines;
    }

    private static String column(List<String> relation, String column) {
        return relation.getLast() + "." + column;
    }

    String json() {
        return Json.writePretty(
                Json.object(
                        "pipeline",
                        pipeline,
                        "sound",
                        report.sound(),
                        "trials",
                        report.trials(),
                        "seed",
                        report.seed(),
                        "sources",
                        report.relations().stream()
                                .map(u ->
                                        Json.object(
                                                "dataset",
                                                u.relation().getLast(),
                                                "rows",
                                                u.rows(),
                                                "made_up",
                                                u.madeUp()))
                                .toList(),
                        "edges",
                        report.edges().stream().map(ProofText::json).toList(),
                        "unsound",
                        report.unsound().stream().map(this::json).toList(),
                        "run_fails",
                        report.stops().stream().map(ProofText::json).toList(),
                        "undecided",
                        report.undecided().stream()
                                .map(u ->
                                        Json.object(
                                                "dataset",
                                                u.target(),
                                                "columns",
                                                u.outputs(),
                                                "why",
                                                u.why()))
                                .toList()));
    }

    private static Map<String, @Nullable Object> json(Edge e) {
        return Json.object(
                "from", source(e.relation(), e.column()),
                "to", Json.object("dataset", e.target(), "column", e.output()),
                "how", e.ways(),
                "trials", e.trials(),
                "shown", e.shown());
    }

    private static Map<String, @Nullable Object> json(ProofReport.Stop s) {
        return Json.object(
                "from", source(s.relation(), s.column()),
                "at", s.what(),
                "code", s.why().name(),
                "trials", s.trials());
    }

    private Map<String, @Nullable Object> json(Unsound u) {
        Witness w = u.witness();
        Map<String, @Nullable Object> witness =
                Json.object(
                        "change",
                        w.change(),
                        "row",
                        w.row() > 0 ? w.row() : null,
                        "rows_changed",
                        w.changed(),
                        "output_row",
                        w.outputRow() > 0 ? w.outputRow() : null);
        if (values) {
            witness.put("before", w.before());
            witness.put("after", w.after());
            witness.put("output_gone", w.gone());
            witness.put("output_come", w.come());
        }
        return Json.object(
                "from", source(u.relation(), u.column()),
                "to", Json.object("dataset", u.target(), "columns", u.outputs()),
                "witness", witness);
    }

    private static Map<String, @Nullable Object> source(List<String> relation, String column) {
        return Json.object("dataset", relation.getLast(), "column", column);
    }
}

package io.plumbline.workbench.cli;

import io.plumbline.compliance.detect.TextFinder;
import io.plumbline.compliance.detect.TextFinding;
import io.plumbline.engine.document.Json;
import io.plumbline.workbench.service.ClassifiedColumn;
import io.plumbline.workbench.service.ClassifiedTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How `classify` tells what it found.
final class ClassifyReport {
    private final PrintStream out;
    private final Format format;

    ClassifyReport(PrintStream out, Format format) {
        this.out = out;
        this.format = format;
    }

    void text(String text) {
        List<TextFinding> found = TextFinder.find(text);
        if (format == Format.JSON) {
            out.println(Json.writePretty(Map.of("findings", json(found))));
            return;
        }
        found.forEach(f ->
                out.printf(
                        Locale.ROOT,
                        "%-18s %5d to %-5d %.2f%n",
                        f.kind(),
                        f.start(),
                        f.end(),
                        f.confidence()));
        out.println(found.size() == 1 ? "1 finding" : found.size() + " findings");
    }

    static List<Object> json(List<TextFinding> found) {
        List<Object> tree = new ArrayList<>();
        found.forEach(f ->
                tree.add(
                        Json.object(
                                "kind", f.kind(),
                                "start", f.start(),
                                "end", f.end(),
                                "confidence", f.confidence())));
        return tree;
    }

    void table(ClassifiedTable table) {
        if (format == Format.JSON) {
            out.println(Json.writePretty(ClassifyCommand.json(table)));
        } else {
            print(table);
        }
    }

    void tables(String connection, List<ClassifiedTable> tables) {
        if (format == Format.JSON) {
            List<Object> all = new ArrayList<>();
            tables.forEach(t -> all.add(ClassifyCommand.json(t)));
            out.println(Json.writePretty(Json.object("connection", connection, "datasets", all)));
            return;
        }
        boolean first = true;
        for (ClassifiedTable table : tables) {
            if (!first) {
                out.println();
            }
            first = false;
            print(table);
        }
    }

    private void print(ClassifiedTable table) {
        if (table.problem() != null) {
            out.println(table.dataset());
            out.println("  " + ErrorReport.text(table.problem()));
            return;
        }
        out.printf(Locale.ROOT, "%s, %,d rows seen%n", table.dataset(), table.rowsSeen());
        int name = width(table, ClassifiedColumn::name);
        int dataClass = width(table, ClassifyReport::shown);
        for (ClassifiedColumn c : table.columns()) {
            out.println(
                    ("  "
                                    + pad(c.name(), name)
                                    + "  "
                                    + pad(shown(c), dataClass)
                                    + "  "
                                    + (c.dataClass() == null
                                                    && c.state() == ClassifiedColumn.State.SUGGESTED
                                            ? ""
                                            : String.format(
                                                    Locale.ROOT,
                                                    "%.2f  %-9s  %s",
                                                    c.confidence(),
                                                    c.state(),
                                                    String.join("; ", c.reasons()))))
                            .stripTrailing());
        }
        long personal = table.columns().stream().filter(ClassifiedColumn::isPersonal).count();
        long open =
                table.columns().stream()
                        .filter(ClassifiedColumn::isPersonal)
                        .filter(c -> c.state() == ClassifiedColumn.State.SUGGESTED)
                        .count();
        out.printf(
                "%d of %d columns are personal, %d of them wait for a person's word%n",
                personal, table.columns().size(), open);
    }

    private static String shown(ClassifiedColumn column) {
        return column.dataClass() == null ? "-" : column.dataClass();
    }

    private static int width(
            ClassifiedTable table, java.util.function.Function<ClassifiedColumn, String> text) {
        return table.columns().stream().mapToInt(c -> text.apply(c).length()).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    void decided(String dataset, Path root, List<String> confirmed, List<String> rejected) {
        if (format == Format.JSON) {
            out.println(
                    Json.writePretty(
                            Json.object(
                                    "dataset", dataset,
                                    "confirmed", confirmed,
                                    "rejected", rejected)));
            return;
        }
        confirmed.forEach(c -> out.println("confirmed: " + c.replace("=", " is ")));
        rejected.forEach(c -> out.println("rejected: " + c + " is nothing personal"));
        String odcs = "datasets/" + dataset + ".odcs.yaml";
        boolean named = java.nio.file.Files.exists(root.resolve(odcs));
        out.println("written to " + (named ? odcs : "datasets/" + dataset + ".yaml"));
    }
}

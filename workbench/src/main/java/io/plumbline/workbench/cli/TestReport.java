package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.workbench.service.ValueText;
import io.plumbline.workbench.service.testing.RowDiff;
import io.plumbline.workbench.service.testing.TestResult;
import io.plumbline.workbench.service.testing.TestService;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What tests gave, as text, as JSON and in the form of JUnit's XML reports.
final class TestReport {
    private TestReport() {}

    static void text(TestService.Outcome outcome, PrintStream out) {
        for (TestResult r : outcome.results()) {
            out.println((r.passed() ? "pass  " : "FAIL  ") + r.name());
            r.failures().forEach(f -> out.println("  " + f));
            r.diffs().forEach(d -> lines(d).forEach(l -> out.println("  " + l)));
        }
        long failed = outcome.failed();
        out.println((outcome.results().size() - failed) + " passed, " + failed + " failed");
    }

    /// Returns a difference as a table: `-` before a row that is missing, `+` before one that
    /// nobody expected, `~` before one whose values are `expected → found`.
    private static List<String> lines(RowDiff diff) {
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(" "));
        head.addAll(diff.columns());
        table.add(head);
        diff.differences().forEach(d -> table.add(row(d, diff.columns().size())));
        int[] widths = new int[head.size()];
        table.forEach(r -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], r.get(i).codePointCount(0, r.get(i).length()));
            }
        });
        List<String> out = new ArrayList<>();
        out.add(
                "%s: %s expected, %s found"
                        .formatted(diff.name(), rows(diff.expected()), rows(diff.found())));
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String text = row.get(i);
                int pad = widths[i] - text.codePointCount(0, text.length());
                line.append(text).append(" ".repeat(pad)).append(i == 0 ? " " : "  ");
            }
            out.add(line.toString().stripTrailing());
        }
        if (diff.more() > 0) {
            out.add("  … and " + diff.more() + " more");
        }
        return out;
    }

    private static List<String> row(RowDiff.Difference d, int width) {
        List<String> row = new ArrayList<>();
        row.add(d.found() == null ? "-" : d.expected() == null ? "+" : "~");
        for (int i = 0; i < width; i++) {
            String expected = d.expected() == null ? "" : text(d.expected().get(i));
            String found = d.found() == null ? "" : text(d.found().get(i));
            row.add(
                    d.changes(i)
                            ? expected + " → " + found
                            : d.expected() == null ? found : expected);
        }
        return row;
    }

    private static String rows(int n) {
        return n == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", n);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "∅" : visible(ValueText.of(value));
    }

    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '�' : c));
        return out.toString();
    }

    static void json(TestService.Outcome outcome, PrintStream out) {
        out.print(
                Json.writePretty(
                        Json.object(
                                "passed", outcome.results().size() - outcome.failed(),
                                "failed", outcome.failed(),
                                "tests", outcome.results().stream().map(TestReport::json).toList(),
                                "problems", ErrorReport.json(outcome.problems()))));
    }

    private static Map<String, @Nullable Object> json(TestResult r) {
        return Json.object(
                "name", r.name(),
                "pipeline", r.pipeline(),
                "file", r.file(),
                "passed", r.passed(),
                "millis", r.millis(),
                "failures", r.failures(),
                "rows", r.diffs().stream().map(TestReport::json).toList());
    }

    private static Map<String, @Nullable Object> json(RowDiff diff) {
        return Json.object(
                "name", diff.name(),
                "expected", diff.expected(),
                "found", diff.found(),
                "differences",
                        diff.differences().stream()
                                .map(d ->
                                        Json.object(
                                                "kind", kind(d),
                                                "expected", values(d.expected(), diff.columns()),
                                                "found", values(d.found(), diff.columns())))
                                .toList(),
                "more", diff.more());
    }

    private static String kind(RowDiff.Difference d) {
        return d.found() == null ? "missing" : d.expected() == null ? "unexpected" : "changed";
    }

    private static @Nullable Map<String, @Nullable Object> values(
            @Nullable List<@Nullable Object> row, List<String> columns) {
        if (row == null) {
            return null;
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            out.put(columns.get(i), value == null ? null : ValueText.of(value));
        }
        return out;
    }

    static void junit(TestService.Outcome outcome, PrintStream out) {
        out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        out.printf(
                Locale.ROOT,
                "<testsuite name=\"plumbline\" tests=\"%d\" failures=\"%d\" errors=\"%d\">%n",
                outcome.results().size() + outcome.problems().size(),
                outcome.failed(),
                outcome.problems().size());
        for (TestResult r : outcome.results()) {
            out.printf(
                    Locale.ROOT,
                    "  <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\"",
                    xml(r.pipeline()),
                    xml(r.name()),
                    r.millis() / 1000.0);
            if (r.passed()) {
                out.println("/>");
                continue;
            }
            List<String> lines = new ArrayList<>(r.failures());
            r.diffs().forEach(d -> lines.addAll(lines(d)));
            out.printf(
                    ">%n    <failure message=\"%s\">%s</failure>%n  </testcase>%n",
                    xml(lines.getFirst()), xml(String.join("\n", lines)));
        }
        outcome.problems()
                .forEach(p ->
                        out.printf(
                                "  <testcase classname=\"files\" name=\"%s\">%n    <error"
                                        + " message=\"%s\"/>%n  </testcase>%n",
                                xml(String.valueOf(p.place().file())), xml(ErrorReport.text(p))));
        out.println("</testsuite>");
    }

    private static String xml(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    boolean allowed =
                            c >= 0x20 && c != 0xFFFE && c != 0xFFFF || c == '\n' || c == '\t';
                    switch (allowed ? c : '�') {
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '&' -> out.append("&amp;");
                        case '"' -> out.append("&quot;");
                        case '\n' -> out.append("&#10;");
                        default -> out.appendCodePoint(allowed ? c : '�');
                    }
                });
        return out.toString();
    }
}

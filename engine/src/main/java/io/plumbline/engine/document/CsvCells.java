package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.model.TestCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads the CSV file of a test, every cell with its place: names in the first line, commas, quotes
/// doubled in quotes; nothing between two commas is null, `""` an empty text.
final class CsvCells {
    private final String text;
    private final FileProblems problems;
    private int at;
    private int line = 1;
    private int column = 1;

    /// A file's column names and rows.
    record Read(List<String> names, List<Map<String, TestCell>> rows) {}

    private CsvCells(String text, FileProblems problems) {
        this.text = text;
        this.problems = problems;
    }

    /// Reads a file's bytes; what is wrong is told and ends the reading.
    static Read read(byte[] bytes, FileProblems problems) {
        return new CsvCells(Utf8Text.decode(bytes, problems.file()), problems).all();
    }

    private Read all() {
        List<Map<String, TestCell>> rows = new ArrayList<>();
        List<TestCell> head = record();
        List<String> names = new ArrayList<>();
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (TestCell cell : head) {
            String name = cell.text() == null ? "" : cell.text();
            if (name.isEmpty() || !seen.add(name)) {
                String message =
                        name.isEmpty()
                                ? "Invalid header: a column without name"
                                : "Duplicate column: '" + name + "'";
                tell(message, cell.place(), "Give every column a name of its own");
                return new Read(List.of(), List.of());
            }
            names.add(name);
        }
        while (at < text.length() && problems.none()) {
            Place start = place();
            List<TestCell> cells = record();
            boolean blank = cells.size() == 1 && cells.getFirst().text() == null;
            if (blank && names.size() > 1) {
                continue;
            }
            if (cells.size() != names.size()) {
                String message =
                        "Invalid row: %d values where the header names %d columns"
                                .formatted(cells.size(), names.size());
                tell(message, start, "Quote values that hold commas");
                break;
            }
            Map<String, TestCell> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return new Read(names, rows);
    }

    private List<TestCell> record() {
        List<TestCell> cells = new ArrayList<>();
        while (true) {
            cells.add(cell());
            if (at >= text.length()) {
                return cells;
            }
            char c = text.charAt(at);
            step();
            if (c != ',') {
                if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    step();
                }
                return cells;
            }
        }
    }

    private TestCell cell() {
        Place start = place();
        if (at < text.length() && text.charAt(at) == '"') {
            return new TestCell(quoted(start), start);
        }
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            step();
        }
        String value = text.substring(from, at).strip();
        return new TestCell(value.isEmpty() ? null : value, start);
    }

    private String quoted(Place start) {
        StringBuilder out = new StringBuilder();
        step();
        while (at < text.length()) {
            char c = text.charAt(at);
            step();
            if (c != '"') {
                out.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                out.append('"');
                step();
            } else {
                endOfQuoted();
                return out.toString();
            }
        }
        tell("Invalid value: its quote is not closed", start, "Close it, or double it");
        return out.toString();
    }

    private void endOfQuoted() {
        if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            tell("Invalid value: text behind its closing quote", place(), "Double quotes inside");
            at = text.length();
        }
    }

    private void step() {
        char c = text.charAt(at++);
        boolean lineEnds =
                c == '\n' || c == '\r' && (at >= text.length() || text.charAt(at) != '\n');
        if (lineEnds) {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate(c)) {
            column++;
        }
    }

    private Place place() {
        return Place.inFile(problems.file(), line, column);
    }

    private void tell(String message, Place place, String remedy) {
        problems.error(
                ErrorCode.TEST_INVALID, message, new Spot(place.line(), place.column()), remedy);
    }

    /// Returns whether a file name is one of a CSV file beside the test.
    static boolean isName(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv")
                && name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]{0,149}");
    }
}

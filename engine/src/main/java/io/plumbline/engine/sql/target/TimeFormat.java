package io.plumbline.engine.sql.target;

import java.util.List;
import java.util.Optional;

/// Translates formats of TO_CHAR, as far as the function table has them.
final class TimeFormat {
    private record Element(String name, String duckdb) {}

    /// Longer ones first: the first that fits is taken.
    private static final List<Element> ELEMENTS =
            List.of(
                    new Element("YYYY", "%Y"),
                    new Element("Month", "%B"),
                    new Element("HH24", "%H"),
                    new Element("HH12", "%I"),
                    new Element("DDD", "%j"),
                    new Element("Mon", "%b"),
                    new Element("Day", "%A"),
                    new Element("YY", "%y"),
                    new Element("MM", "%m"),
                    new Element("DD", "%d"),
                    new Element("MI", "%M"),
                    new Element("SS", "%S"),
                    new Element("MS", "%g"),
                    new Element("US", "%f"),
                    new Element("AM", "%p"),
                    new Element("Dy", "%a"));

    private TimeFormat() {}

    /// Returns DuckDB's format; empty for a format that the table does not have.
    static Optional<String> duckdb(String format) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            int from = at;
            char c = format.charAt(at);
            if (c == '"') {
                int end = format.indexOf('"', at + 1);
                if (end < 0) {
                    return Optional.empty();
                }
                out.append(format.substring(at + 1, end).replace("%", "%%"));
                at = end + 1;
            } else if (Character.isLetterOrDigit(c)) {
                Optional<Element> element =
                        ELEMENTS.stream()
                                .filter(e -> format.startsWith(e.name(), from))
                                .findFirst();
                if (element.isEmpty()) {
                    return Optional.empty();
                }
                out.append(element.orElseThrow().duckdb());
                at += element.orElseThrow().name().length();
            } else {
                out.append(c == '%' ? "%%" : String.valueOf(c));
                at++;
            }
        }
        return Optional.of(out.toString());
    }
}

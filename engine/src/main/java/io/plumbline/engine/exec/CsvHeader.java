package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the first line of a CSV file, so that columns are found by name and not by place.
final class CsvHeader {
    private CsvHeader() {}

    /// Returns the names in the line, in order.
    static List<String> names(String line, String delimiter, String quote) {
        List<String> out = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            boolean atQuote = !quote.isEmpty() && line.startsWith(quote, i);
            if (quoted && atQuote && line.startsWith(quote, i + quote.length())) {
                field.append(quote);
                i += quote.length();
            } else if (atQuote && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (!quoted && line.startsWith(delimiter, i)) {
                out.add(field.toString());
                field.setLength(0);
                i += delimiter.length() - 1;
            } else {
                field.append(line.charAt(i));
            }
        }
        out.add(field.toString());
        return out;
    }

    /// Checks that the file has every column of the schema once.
    ///
    /// @param file the name shown
    /// @throws PlumblineException with SCHEMA_CHANGED naming the file, the column and the nearest
    ///   name
    static void check(List<String> names, Schema schema, String file) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT)) && schema.field(name).isPresent()) {
                throw new PlumblineException(FileErrors.changed(file, name, "has two columns"));
            }
        }
        for (String wanted : schema.names()) {
            if (!seen.contains(wanted.toLowerCase(Locale.ROOT))) {
                Optional<String> near = Suggestion.nearest(wanted, names);
                throw new PlumblineException(
                        Problem.error(
                                ErrorCode.SCHEMA_CHANGED,
                                "Cannot read file '"
                                        + file
                                        + "': it has no column '"
                                        + wanted
                                        + "'",
                                Place.inFile(file, 1, 1).of(wanted),
                                near.map(n -> "Did the column '" + n + "' take its place?")
                                        .orElse("Correct the file, or the dataset's columns")));
            }
        }
    }

    /// Gives columns without a name or with a name seen before one of their own, so that a reader
    /// takes them.
    static List<String> distinct(List<String> names) {
        Set<String> seen = new HashSet<>();
        List<String> out = new ArrayList<>();
        for (String name : names) {
            String unique = name.isEmpty() ? "column" + out.size() : name;
            while (!seen.add(unique.toLowerCase(Locale.ROOT))) {
                unique = unique + "_";
            }
            out.add(unique);
        }
        return out;
    }
}

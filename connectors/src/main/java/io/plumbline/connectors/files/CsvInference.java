package io.plumbline.connectors.files;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds columns and types of a CSV file from its beginning: the first 4 MB, at least a thousand
/// records. A value further down that does not fit its type is refused when it is read.
final class CsvInference {
    private static final long SAMPLE_BYTES = 4_000_000;
    private static final long SAMPLE_RECORDS = 1_000;
    private static final int MOST_COLUMNS = 20_000;

    private CsvInference() {}

    static Inferred infer(DataFile file, CsvOptions options) {
        try (InputStream in = DataFileReader.open(file)) {
            CsvLines lines =
                    new CsvLines(in, file.shown(), options.delimiter(file), options.quote());
            List<@Nullable String> first = lines.next();
            if (first == null) {
                throw FileProblems.invalid(
                        file.shown(),
                        1,
                        "it is empty, not even a header is there",
                        "Give it a header, or leave it out");
            }
            List<String> names =
                    options.header() ? names(file.shown(), first) : numbered(first.size());
            List<ColumnGuess> columns = names.stream().map(ColumnGuess::new).toList();
            long rows = 0;
            long bytes = 0;
            boolean whole = true;
            if (!options.header()) {
                rows++;
                bytes += take(columns, first, 1, options);
            }
            for (List<@Nullable String> record = lines.next();
                    record != null;
                    record = lines.next()) {
                if (record.size() != columns.size()) {
                    throw FileProblems.invalid(
                            file.shown(),
                            lines.line(),
                            "line "
                                    + lines.line()
                                    + " has "
                                    + record.size()
                                    + " fields where the header has "
                                    + columns.size(),
                            "Correct the line, or quote a field that holds the delimiter");
                }
                rows++;
                bytes += take(columns, record, rows, options);
                if (bytes > SAMPLE_BYTES && rows >= SAMPLE_RECORDS) {
                    whole = false;
                    break;
                }
            }
            List<Field> fields = new ArrayList<>();
            columns.forEach(
                    c -> fields.add(new Field(names.get(fields.size()), c.type(), c.nullable())));
            return new Inferred(
                    new Schema(fields),
                    whole ? rows : -1,
                    columns.stream().map(ColumnGuess::reason).toList());
        } catch (IOException e) {
            throw DataFileReader.unreadable(file, e);
        }
    }

    private static long take(
            List<ColumnGuess> columns,
            List<@Nullable String> record,
            long row,
            CsvOptions options) {
        long bytes = 0;
        for (int i = 0; i < record.size(); i++) {
            String value = record.get(i);
            bytes += value == null ? 1 : value.length() + 1;
            boolean empty = value == null || value.equals(options.nullText());
            columns.get(i).take(empty ? null : value, row);
        }
        return bytes;
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("column" + i);
        }
        return names;
    }

    private static List<String> names(String file, List<@Nullable String> header) {
        if (header.size() > MOST_COLUMNS) {
            throw FileProblems.invalid(
                    file,
                    1,
                    "its header has "
                            + header.size()
                            + " columns (must be at most "
                            + MOST_COLUMNS
                            + ")",
                    null);
        }
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String given : header) {
            String name = given == null || given.isEmpty() ? "column" + names.size() : given;
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw FileProblems.invalid(
                        file,
                        1,
                        "its header has the column '" + name + "' twice",
                        "Rename one of them");
            }
            names.add(name);
        }
        return names;
    }
}

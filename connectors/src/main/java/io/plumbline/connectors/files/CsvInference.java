package io.plumbline.connectors.files;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds columns and types of a CSV file from its first 64 MB, at least a thousand records. A value
/// further down that does not fit its type is refused when it is read.
final class CsvInference {
    private static final long SAMPLE_BYTES = 64_000_000;
    private static final long SAMPLE_RECORDS = 1_000;
    private static final int MOST_COLUMNS = 20_000;

    private CsvInference() {}

    static Inferred infer(DataFile file, CsvOptions options) {
        try (InputStream in = DataFileReader.open(file)) {
            CsvLines lines =
                    new CsvLines(in, file.shown(), options.delimiter(file), options.quote());
            List<String> first = new ArrayList<>();
            int width = lines.next((_, bytes, from, to) -> first.add(text(bytes, from, to)));
            if (width < 0) {
                throw FileProblems.invalid(
                        file.shown(),
                        1,
                        "it is empty, not even a header is there",
                        "Give it a header, or leave it out");
            }
            List<String> names = options.header() ? names(file.shown(), first) : numbered(width);
            Sample sample = new Sample(names, options.nullText());
            if (!options.header()) {
                sample.begin();
                for (int i = 0; i < width; i++) {
                    byte[] bytes = first.get(i).getBytes(StandardCharsets.UTF_8);
                    sample.field(i, bytes, 0, bytes.length);
                }
            }
            boolean whole = fill(sample, lines, file);
            List<ColumnGuess> columns = sample.columns;
            long rows = sample.row;
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

    /// Returns whether the file was read to its end.
    private static boolean fill(Sample sample, CsvLines lines, DataFile file) throws IOException {
        int width = sample.columns.size();
        while (lines.bytes() <= SAMPLE_BYTES || sample.row < SAMPLE_RECORDS) {
            sample.begin();
            int fields = lines.next(sample);
            if (fields < 0) {
                sample.row--;
                return true;
            }
            if (fields != width) {
                throw FileProblems.invalid(
                        file.shown(),
                        lines.line(),
                        "line "
                                + lines.line()
                                + " has "
                                + fields
                                + " fields where the header has "
                                + width,
                        "Correct the line, or quote a field that holds the delimiter");
            }
        }
        return false;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// What was seen of each column.
    private static final class Sample implements CsvLines.Taker {
        private final List<ColumnGuess> columns;
        private final byte[] nullText;
        private long row;

        Sample(List<String> names, String nullText) {
            this.columns = names.stream().map(ColumnGuess::new).toList();
            this.nullText = nullText.getBytes(StandardCharsets.UTF_8);
        }

        void begin() {
            row++;
        }

        @Override
        public void field(int index, byte[] bytes, int from, int to) {
            if (index >= columns.size()) {
                return;
            }
            boolean isNull =
                    from == to || Arrays.equals(bytes, from, to, nullText, 0, nullText.length);
            if (isNull) {
                columns.get(index).takeNull();
            } else {
                columns.get(index).take(bytes, from, to, row);
            }
        }
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("column" + i);
        }
        return names;
    }

    private static List<String> names(String file, List<String> header) {
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
            String name = given.isEmpty() ? "column" + names.size() : given;
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

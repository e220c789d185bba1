package io.plumbline.connectors.files;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds columns and types of a JSON file: an array of objects, or an object a line. Objects and
/// lists inside are kept as JSON text. Lines are read up to 4 MB, an array whole.
final class JsonInference {
    private static final int LARGEST_ARRAY = 256_000_000;
    private static final int LONGEST_LINE = 16_000_000;
    private static final long SAMPLE_BYTES = 4_000_000;

    private JsonInference() {}

    /// What was found, and whether the file holds an object a line.
    record Found(Inferred inferred, boolean lines) {}

    static Found infer(DataFile file) {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (InputStream in = DataFileReader.open(file)) {
            boolean lines = file.lines() || !startsWithBracket(in);
            long rows = lines ? lines(file, in, columns) : array(file, in, columns);
            if (columns.isEmpty()) {
                throw FileProblems.invalid(
                        file.shown(),
                        0,
                        "it holds no object, so it has no columns",
                        "Give it at least one object, or leave it out");
            }
            List<Field> fields =
                    columns.entrySet().stream()
                            .map(e -> Field.of(e.getKey(), e.getValue().type()))
                            .toList();
            List<String> reasons =
                    columns.entrySet().stream().map(e -> e.getValue().reason(e.getKey())).toList();
            return new Found(new Inferred(new Schema(fields), rows, reasons), lines);
        } catch (IOException e) {
            throw DataFileReader.unreadable(file, e);
        }
    }

    /// Returns whether the file holds an object a line, by its first character.
    static boolean holdsLines(DataFile file) {
        try (InputStream in = DataFileReader.open(file)) {
            return file.lines() || !startsWithBracket(in);
        } catch (IOException e) {
            throw DataFileReader.unreadable(file, e);
        }
    }

    private static boolean startsWithBracket(InputStream in) throws IOException {
        in.mark(1 << 12);
        int c = in.read();
        for (int i = 0;
                i < 4000 && (Character.isWhitespace(c) || c == 0xEF || c == 0xBB || c == 0xBF);
                i++) {
            c = in.read();
        }
        in.reset();
        return c == '[';
    }

    private static long array(DataFile file, InputStream in, Map<String, Column> columns)
            throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_ARRAY + 1);
        if (bytes.length > LARGEST_ARRAY) {
            throw FileProblems.invalid(
                    file.shown(),
                    0,
                    "an array larger than 256 MB",
                    "Write it as JSON lines, an object a line");
        }
        Object read = parse(file, bytes, 0);
        if (!(read instanceof List<?> items)) {
            throw FileProblems.invalid(file.shown(), 1, "it is no array of objects", null);
        }
        long row = 0;
        for (Object item : items) {
            take(file, item, ++row, 0, columns);
        }
        return row;
    }

    private static long lines(DataFile file, InputStream in, Map<String, Column> columns)
            throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 0;
        long bytes = 0;
        long rows = 0;
        while (true) {
            int c = in.read();
            if (c >= 0 && c != '\n') {
                line.write(c);
                if (line.size() > LONGEST_LINE) {
                    throw FileProblems.invalid(
                            file.shown(),
                            number + 1,
                            "line " + (number + 1) + " is longer than 16 MB",
                            null);
                }
                continue;
            }
            number++;
            bytes += line.size();
            if (!line.toString(java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
                rows++;
                take(file, parse(file, line.toByteArray(), number), rows, number, columns);
            }
            line.reset();
            if (c < 0) {
                return rows;
            }
            if (bytes > SAMPLE_BYTES) {
                return -1;
            }
        }
    }

    private static @Nullable Object parse(DataFile file, byte[] bytes, long line) {
        try {
            return Json.read(bytes, file.shown());
        } catch (PlumblineException e) {
            String reason = e.problem().message();
            long at = line > 0 ? line : e.problem().place().line();
            throw FileProblems.invalid(
                    file.shown(), at, "it is no good JSON: " + reason, e.problem().remedy(), e);
        }
    }

    private static void take(
            DataFile file,
            @Nullable Object item,
            long row,
            long line,
            Map<String, Column> columns) {
        if (!(item instanceof Map<?, ?> object)) {
            throw FileProblems.invalid(
                    file.shown(),
                    line,
                    "row " + row + " is no object",
                    "Each row must be an object such as {\"id\": 1}");
        }
        object.forEach((key, value) ->
                columns.computeIfAbsent(String.valueOf(key), Column::new).take(value, row));
    }

    /// What is known of a column.
    private static final class Column {
        private final ColumnGuess texts;
        private boolean number;
        private boolean fraction;
        private boolean truth;
        private boolean nested;
        private boolean text;
        private boolean large;

        Column(String name) {
            texts = new ColumnGuess(name);
        }

        void take(@Nullable Object value, long row) {
            switch (value) {
                case null -> {}
                case Boolean b -> truth = true;
                case BigDecimal d -> number(d);
                case Number n -> number(new BigDecimal(n.toString()));
                case String s -> {
                    text = true;
                    texts.take(s, row);
                }
                default -> nested = true;
            }
        }

        private void number(BigDecimal d) {
            number = true;
            fraction |= d.scale() > 0;
            large |= d.toBigInteger().bitLength() > 63;
        }

        DataType type() {
            int kinds = (number ? 1 : 0) + (truth ? 1 : 0) + (nested ? 1 : 0) + (text ? 1 : 0);
            if (kinds != 1 || nested) {
                return DataType.VARCHAR;
            }
            if (truth) {
                return DataType.BOOLEAN;
            }
            if (number) {
                return fraction
                        ? DataType.DOUBLE
                        : large ? DataType.decimal(38, 0) : DataType.BIGINT;
            }
            DataType guessed = texts.type();
            return switch (guessed.kind()) {
                case DATE, TIMESTAMP, TIMESTAMP_TZ -> guessed;
                case BOOLEAN,
                        SMALLINT,
                        INTEGER,
                        BIGINT,
                        DECIMAL,
                        REAL,
                        DOUBLE,
                        VARCHAR,
                        VARBINARY,
                        TIME,
                        INTERVAL_YEAR_MONTH,
                        INTERVAL_DAY_SECOND ->
                        DataType.VARCHAR;
            };
        }

        String reason(String name) {
            String why =
                    nested
                            ? "objects or lists, kept as JSON text"
                            : truth
                                    ? "true or false"
                                    : number
                                            ? "JSON numbers"
                                            : text ? "JSON texts" : "no value says more";
            return name + ": " + type() + ", " + why;
        }
    }
}

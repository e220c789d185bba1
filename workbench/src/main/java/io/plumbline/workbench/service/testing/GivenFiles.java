package io.plumbline.workbench.service.testing;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Scan;
import io.plumbline.workbench.service.ValueText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows given to datasets, in files that the engine reads; the files go when this closes.
final class GivenFiles implements AutoCloseable {
    private final Path folder;
    private final Map<String, Scan> scans = new HashMap<>();

    GivenFiles(Map<String, TypedRows> given) {
        try {
            folder = Files.createTempDirectory("plumbline-test");
            int number = 0;
            for (Map.Entry<String, TypedRows> rows : given.entrySet()) {
                Path file = folder.resolve("given-" + ++number + ".csv");
                scans.put(rows.getKey(), scan(file, rows.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns how the rows of a dataset are read.
    Scan scan(String dataset) {
        Scan scan = scans.get(dataset);
        if (scan == null) {
            throw new IllegalStateException("no rows of " + dataset);
        }
        return scan;
    }

    private static Scan scan(Path file, TypedRows rows) throws IOException {
        Schema schema = new Schema(rows.columns());
        if (rows.rows().isEmpty()) {
            return new Scan.Files(List.of(), Scan.FileFormat.CSV, Map.of(), schema);
        }
        String none = "\\N";
        List<List<String>> texts = rows.rows().stream().map(r -> texts(r, rows.columns())).toList();
        while (texts.stream().anyMatch(new Holding(none))) {
            none = none + "N";
        }
        String mark = none;
        Files.write(
                file,
                texts.stream()
                        .map(r ->
                                r.stream()
                                        .map(t -> t.isEmpty() ? mark : quoted(t.substring(1)))
                                        .collect(Collectors.joining(",")))
                        .toList());
        return new Scan.Files(
                List.of(file),
                Scan.FileFormat.CSV,
                Map.of("header", "false", "null", mark),
                schema);
    }

    /// Tells rows that hold a text.
    private record Holding(String text) implements java.util.function.Predicate<List<String>> {
        @Override
        public boolean test(List<String> row) {
            return row.contains("=" + text);
        }
    }

    /// Returns an empty text for null, else `=` and the value.
    private static List<String> texts(List<@Nullable Object> row, List<Field> columns) {
        java.util.ArrayList<String> out = new java.util.ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i);
            out.add(value == null ? "" : "=" + text(value));
        }
        return out;
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            StringBuilder out = new StringBuilder();
            for (byte b : bytes) {
                out.append("\\x%02X".formatted(b & 0xff));
            }
            return out.toString();
        }
        return ValueText.of(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.plumbline.engine.exec;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.step.SinkTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the rows of write steps to where nobody sees them before the commit.
final class Writing {
    private final PlannedSession session;
    private final RunRecord record;
    private final Cancellation cancellation;

    Writing(PlannedSession session, RunRecord record, Cancellation cancellation) {
        this.session = session;
        this.record = record;
        this.cancellation = cancellation;
    }

    /// What was written.
    record Volume(long rows, long bytes) {}

    /// Computes a step's rows and hands them to its output.
    Volume write(CompiledStep step, Output output, RowCounts counts) {
        List<String> path = Unit.path(new PortRef(step.id(), PortRef.OUT));
        long begin = System.nanoTime();
        session.text().computed(path).forEach(p -> record.begin(p.get(1)));
        record.begin(step.id());
        Volume volume =
                switch (output) {
                    case Output.Files files -> files(step, path, files);
                    case Output.Rows rows -> new Volume(rows(step, path, rows), 0);
                };
        counts.put(path, volume.rows());
        record.spent(step.id(), System.nanoTime() - begin, volume.bytes());
        record.tell(new RunEvent.StepFinished(step.id(), volume.rows()));
        return volume;
    }

    private Volume files(CompiledStep step, List<String> path, Output.Files output) {
        String format = output.format().name().toLowerCase(Locale.ROOT);
        Path file = real(output.staging()).resolve("part-00000." + format);
        Map<String, String> options = new LinkedHashMap<>();
        options.put("FORMAT", format);
        boolean parquet = output.format() == Scan.FileFormat.PARQUET;
        options.put(parquet ? "RETURN_STATS" : "RETURN_FILES", "true");
        if (output.format() == Scan.FileFormat.CSV) {
            options.put("HEADER", "true");
        }
        output.copyOptions().forEach((k, v) -> options.put(k.toUpperCase(Locale.ROOT), v));
        String sql =
                "COPY ("
                        + cast(path, output.schema(), output.spreadsheetSafe())
                        + ") TO "
                        + DuckText.text(file.toString())
                        + options.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue())
                                .collect(Collectors.joining(", ", " (", ")"));
        List<Output.WrittenFile> written =
                session.session()
                        .run(
                                sql,
                                cancellation,
                                percent -> record.progress(step.id(), -1, percent),
                                parquet ? Writing::statistics : rows -> counted(rows, file));
        output.written(written);
        return new Volume(
                written.stream().mapToLong(Output.WrittenFile::rows).sum(),
                written.stream().mapToLong(Output.WrittenFile::bytes).sum());
    }

    private String cast(List<String> path, Schema schema, boolean safe) {
        LocalText.Statement statement = session.text().statement();
        String name = statement.name(path);
        String columns =
                schema.fields().stream()
                        .map(f -> {
                            String column = DuckText.name(f.name());
                            String cast = "CAST(" + column + " AS " + DuckText.type(f.type()) + ")";
                            return (safe ? SpreadsheetText.safe(f, cast) : cast) + " AS " + column;
                        })
                        .collect(Collectors.joining(", "));
        return statement.with() + "SELECT " + columns + " FROM " + name;
    }

    private static List<Output.WrittenFile> counted(@Nullable ResultSet rows, Path file)
            throws SQLException {
        long count = rows != null && rows.next() ? rows.getLong("Count") : 0;
        try {
            return List.of(new Output.WrittenFile(file, count, Files.size(file), Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Output.WrittenFile> statistics(@Nullable ResultSet rows)
            throws SQLException {
        List<Output.WrittenFile> out = new ArrayList<>();
        while (rows != null && rows.next()) {
            Map<String, Map<String, String>> columns = new LinkedHashMap<>();
            if (rows.getObject("column_statistics") instanceof Map<?, ?> found) {
                found.forEach((name, values) -> columns.put(unquoted(name), texts(values)));
            }
            out.add(
                    new Output.WrittenFile(
                            Path.of(rows.getString("filename")),
                            rows.getLong("count"),
                            rows.getLong("file_size_bytes"),
                            columns));
        }
        return out;
    }

    private static String unquoted(@Nullable Object name) {
        String text = String.valueOf(name);
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    private static Map<String, String> texts(@Nullable Object values) {
        Map<String, String> out = new LinkedHashMap<>();
        if (values instanceof Map<?, ?> map) {
            map.forEach((k, v) -> out.put(String.valueOf(k), String.valueOf(v)));
        }
        return out;
    }

    private long rows(CompiledStep step, List<String> path, Output.Rows output) {
        SinkTarget target = Objects.requireNonNull(step.sink());
        Thread writer = Thread.currentThread();
        try (QueryResult result =
                        session.session()
                                .query(cast(path, target.schema(), false), target.schema());
                var _ = cancellation.onCancel(() -> stop(result, writer));
                var _ =
                        Ticker.every(
                                200, () -> record.progress(step.id(), -1, result.progress()))) {
            return output.write(started(result));
        } catch (SQLException e) {
            cancellation.check();
            throw SourceErrors.writing(target.dataset(), e);
        } catch (PlumblineException e) {
            cancellation.check();
            throw e;
        } finally {
            if (cancellation.isCancelled()) {
                Thread.interrupted();
            }
        }
    }

    /// The engine's own errors keep their meaning here; those after it are the target's.
    private ResultSet started(QueryResult result) throws SQLException {
        try {
            return result.rows();
        } catch (SQLException e) {
            throw session.session().translated(e);
        }
    }

    private static void stop(QueryResult result, Thread writer) {
        result.cancel();
        writer.interrupt();
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

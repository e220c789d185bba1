package io.plumbline.engine.version;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.WriteMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes and reads the tables' files by DuckDB, as the engine does.
final class DuckFiles implements AutoCloseable {
    private final Connection connection;

    DuckFiles() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /// Writes the rows of a query and commits; returns the version.
    String write(ManagedTables tables, String table, Schema schema, WriteMode mode, String query)
            throws SQLException {
        return write(tables, table, schema, mode, query, Map.of());
    }

    String write(
            ManagedTables tables,
            String table,
            Schema schema,
            WriteMode mode,
            String query,
            Map<String, String> properties)
            throws SQLException {
        try (Output.Files output = tables.output(table, schema, mode, properties)) {
            output.written(List.of(stage(output, query)));
            return output.commit();
        }
    }

    /// Writes the rows of a query into the staging folder.
    Output.WrittenFile stage(Output.Files output, String query) throws SQLException {
        Path file = output.staging().resolve("part-0.parquet");
        String columns =
                output.schema().fields().stream()
                        .map(f -> "CAST(%s AS %s) AS %1$s".formatted(name(f), duckType(f)))
                        .collect(Collectors.joining(", "));
        String options =
                output.copyOptions().entrySet().stream()
                        .map(e -> ", " + e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining());
        String copy =
                "COPY (SELECT %s FROM (%s)) TO '%s' (FORMAT parquet%s, RETURN_STATS)"
                        .formatted(columns, query, file, options);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(copy)) {
            row.next();
            return new Output.WrittenFile(
                    file,
                    row.getLong("count"),
                    row.getLong("file_size_bytes"),
                    statistics(row.getObject("column_statistics")));
        }
    }

    /// Returns the rows in order, each as DuckDB prints it.
    List<String> rows(Scan.Files scan) throws SQLException {
        if (scan.paths().isEmpty()) {
            return List.of();
        }
        return texts("SELECT r::VARCHAR FROM (" + select(scan) + ") r ORDER BY ALL");
    }

    /// Returns the first column of a query's rows.
    List<String> texts(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> out = new ArrayList<>();
            while (rows.next()) {
                out.add(rows.getString(1));
            }
            return out;
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Returns the query over a table's files.
    static String select(Scan.Files scan) {
        String files =
                scan.paths().stream().map(p -> "'" + p + "'").collect(Collectors.joining(", "));
        return "SELECT * FROM read_parquet([%s], schema = %s)"
                .formatted(files, scan.options().get("schema"));
    }

    private static String name(Field field) {
        return '"' + field.name().replace("\"", "\"\"") + '"';
    }

    private static String duckType(Field field) {
        return switch (field.type().kind()) {
            case VARBINARY -> "BLOB";
            case TIMESTAMP_TZ -> "TIMESTAMPTZ";
            case REAL -> "FLOAT";
            default -> field.type().toString();
        };
    }

    private static Map<String, Map<String, String>> statistics(Object map) {
        Map<String, Map<String, String>> out = new HashMap<>();
        ((Map<?, ?>) map)
                .forEach((column, figures) -> {
                    Map<String, String> texts = new HashMap<>();
                    ((Map<?, ?>) figures).forEach((k, v) -> texts.put(k.toString(), v.toString()));
                    out.put(column.toString(), texts);
                });
        return out;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package io.plumbline.workbench.benchmark;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the 24 TPC-DS tables as Parquet files, one each, with the types of the standard.
final class TpcdsFiles {
    /// The generator has two names in another form than the queries.
    private static final Map<String, String> NAMES =
            Map.of(
                    "c_last_review_date_sk", "c_last_review_date",
                    "p_response_targe", "p_response_target");

    private TpcdsFiles() {}

    static List<String> tables() {
        return base().map(Table::getName).toList();
    }

    private static java.util.stream.Stream<Table> base() {
        return Table.getBaseTables().stream().filter(t -> t != Table.DBGEN_VERSION);
    }

    /// Writes the tables that are not there yet.
    ///
    /// @param scale the standard's scale factor; 1 is about 1 GB of text
    static void create(Path folder, double scale) throws IOException, SQLException {
        Files.createDirectories(folder);
        Session session = Session.getDefaultSession().withScale(scale);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Table table : base().filter(t -> !t.isChild()).toList()) {
                List<Table> written = new ArrayList<>(List.of(table));
                if (table.hasChild()) {
                    written.add(table.getChild());
                }
                if (written.stream().anyMatch(t -> !Files.exists(parquet(folder, t)))) {
                    write(duck, folder, written, Results.constructResults(table, session));
                }
            }
        }
    }

    private static Path parquet(Path folder, Table table) {
        return folder.resolve(table.getName() + ".parquet");
    }

    /// Writes a table and, where it has one, the table of what was returned, which are made
    /// together.
    private static void write(Connection duck, Path folder, List<Table> tables, Results rows)
            throws IOException, SQLException {
        List<BufferedWriter> texts = new ArrayList<>();
        try {
            for (Table table : tables) {
                texts.add(Files.newBufferedWriter(text(folder, table)));
            }
            for (List<List<String>> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    texts.get(i).write(line(row.get(i)));
                }
            }
        } finally {
            for (BufferedWriter text : texts) {
                text.close();
            }
        }
        for (Table table : tables) {
            Path part = folder.resolve(table.getName() + ".part");
            try (Statement statement = duck.createStatement()) {
                statement.execute(
                        "COPY (SELECT * FROM read_csv('%s', delim = '|', header = false, quote = '', columns = {%s})) TO '%s' (FORMAT parquet)"
                                .formatted(
                                        quoted(text(folder, table)), columns(table), quoted(part)));
            }
            Files.move(part, parquet(folder, table));
            Files.delete(text(folder, table));
        }
    }

    private static Path text(Path folder, Table table) {
        return folder.resolve(table.getName() + ".dat");
    }

    private static String line(List<@Nullable String> row) {
        return row.stream().map(v -> v == null ? "" : v).collect(Collectors.joining("|", "", "\n"));
    }

    private static String columns(Table table) {
        return Arrays.stream(table.getColumns())
                .map(c -> "'" + name(c) + "': '" + type(c.getType()) + "'")
                .collect(Collectors.joining(", "));
    }

    private static String name(Column column) {
        String name = column.getName().toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(name, name);
    }

    private static String type(ColumnType type) {
        return switch (type.getBase()) {
            case INTEGER -> "INTEGER";
            case IDENTIFIER -> "BIGINT";
            case DATE -> "DATE";
            case DECIMAL ->
                    "DECIMAL(%d,%d)"
                            .formatted(
                                    type.getPrecision().orElseThrow(),
                                    type.getScale().orElseThrow());
            case VARCHAR, CHAR, TIME -> "VARCHAR";
        };
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}

package io.plumbline.engine.exec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The program that opens files of unknown origin: a crash of the engine ends it and nothing else.
/// Reads every value of each file given; that a file is wrong is for its real reader to say.
final class FileProbeChild {
    private static final long WHOLE_BYTES = 256L << 20;
    private static final long SAMPLE_ROWS = 100_000;

    private FileProbeChild() {}

    /// Takes the format and the real paths; prints `begin PATH` before it opens one.
    public static void main(String[] arguments) throws Exception {
        String format = arguments[0];
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement setup = connection.createStatement()) {
                setup.execute("SET memory_limit = '256MB'");
                setup.execute("SET threads = 1");
                setup.execute("SET temp_directory = ''");
                setup.execute(
                        "SET allowed_paths = "
                                + DuckText.texts(List.of(arguments).subList(1, arguments.length)));
                setup.execute("SET enable_external_access = false");
                setup.execute("SET lock_configuration = true");
            }
            for (int i = 1; i < arguments.length; i++) {
                System.out.println("begin " + arguments[i]);
                System.out.flush();
                open(connection, format, Path.of(arguments[i]));
            }
        }
        System.out.println("end");
    }

    private static void open(Connection connection, String format, Path file) throws Exception {
        String limit = Files.size(file) > WHOLE_BYTES ? " LIMIT " + SAMPLE_ROWS : "";
        String path = DuckText.text(file.toString());
        String rows =
                switch (format) {
                    case "PARQUET" -> "SELECT * FROM read_parquet(" + path + ")" + limit;
                    case "JSON" ->
                            "SELECT json FROM read_json_objects("
                                    + path
                                    + ", ignore_errors = true, format = 'auto')"
                                    + limit;
                    default -> "SELECT * FROM read_csv(" + path + ", all_varchar = true)" + limit;
                };
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT count(COLUMNS(*)) FROM (" + rows + ")");
        } catch (SQLException e) {
            // an error is no crash
        }
    }
}

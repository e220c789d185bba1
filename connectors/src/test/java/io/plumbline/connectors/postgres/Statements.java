package io.plumbline.connectors.postgres;

import io.plumbline.testdata.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Talks to the test server as its super-user.
final class Statements {
    private Statements() {}

    static void run(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String text(PostgresServer server, String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}

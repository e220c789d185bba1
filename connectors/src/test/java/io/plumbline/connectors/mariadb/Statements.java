package io.plumbline.connectors.mariadb;

import io.plumbline.testdata.server.MariaDbServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Runs statements as the server's owner.
final class Statements {
    private Statements() {}

    static void run(MariaDbServer server, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.url("") + "?sslMode=disable", "root", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

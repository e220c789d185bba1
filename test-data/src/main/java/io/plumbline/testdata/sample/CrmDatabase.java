package io.plumbline.testdata.sample;

import io.plumbline.testdata.foodmart.Foodmart;
import io.plumbline.testdata.server.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// Customers and stores in PostgreSQL, read by a user who may do no more.
final class CrmDatabase {
    /// The password of a server that listens on this machine alone and holds public data.
    static final String PASSWORD = "sample";

    private CrmDatabase() {}

    static void write(Foodmart foodmart, PostgresServer server) throws SQLException {
        try (Connection crm = DriverManager.getConnection(server.url("postgres"), "postgres", "")) {
            foodmart.rows(
                    "SELECT * FROM \"customer\"",
                    rows -> TableCopy.into(crm, "customers", "customer_id", rows));
            foodmart.rows(
                    "SELECT * FROM \"store\"",
                    rows -> TableCopy.into(crm, "stores", "store_id", rows));
            try (Statement statement = crm.createStatement()) {
                statement.execute(
                        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN CREATE ROLE reader LOGIN PASSWORD '"
                                + PASSWORD
                                + "'; END IF; END $$");
                statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
                statement.execute("ANALYZE");
            }
        }
    }

    static String connection(int port, String passwordFile) {
        return """
        # The CRM of the sample: an embedded PostgreSQL that runs while the demo does
        kind: postgres
        region: us
        owner: sales
        environment: sample
        url: jdbc:postgresql://127.0.0.1:%d/postgres
        user: reader
        password: file:%s
        """
                .formatted(port, passwordFile);
    }
}

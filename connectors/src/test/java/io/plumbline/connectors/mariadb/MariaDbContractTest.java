package io.plumbline.connectors.mariadb;

import io.plumbline.engine.spi.Connector;
import io.plumbline.engine.spi.ConnectorContractTest;
import io.plumbline.testdata.server.MariaDbServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MariaDbContractTest extends ConnectorContractTest {
    private static MariaDbServer server;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.start();
        Statements.run(
                server,
                "CREATE DATABASE crm CHARACTER SET utf8mb4",
                "CREATE USER app IDENTIFIED BY '" + CANARY + "'",
                "GRANT ALL ON crm.* TO app",
                "CREATE TABLE crm.people (id INT, name TEXT, born DATE, score DOUBLE)",
                "INSERT INTO crm.people VALUES (1, 'Ann', '1990-02-28', 1.5),"
                        + " (2, 'Zo\u00eb \"Z\", the\tsecond', NULL, -0.25),"
                        + " (3, NULL, '2000-12-31', NULL)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected Connector connector() {
        return new MariaDbConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", server.url("crm"), "user", "app", "password", "env:PASSWORD");
    }

    @Override
    protected String people() {
        return "people";
    }

    @Override
    protected String fresh(String name) {
        return name;
    }
}

package io.plumbline.connectors.postgres;

import io.plumbline.engine.spi.Connector;
import io.plumbline.engine.spi.ConnectorContractTest;
import io.plumbline.testdata.server.PostgresServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresContractTest extends ConnectorContractTest {
    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
        Statements.run(
                server,
                "CREATE TABLE people (id integer, name text, born date, score double precision)",
                "INSERT INTO people VALUES (1, 'Ann', '1990-02-28', 1.5),"
                        + " (2, E'Zo\u00eb \"Z\", the\\tsecond', NULL, -0.25),"
                        + " (3, NULL, '2000-12-31', NULL)");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    protected Connector connector() {
        return new PostgresConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "url", server.url("postgres"), "user", "postgres", "password", "env:PASSWORD");
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

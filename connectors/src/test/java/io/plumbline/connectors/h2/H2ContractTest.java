package io.plumbline.connectors.h2;

import io.plumbline.engine.spi.Connector;
import io.plumbline.engine.spi.ConnectorContractTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

class H2ContractTest extends ConnectorContractTest {

    @BeforeEach
    void fill() throws SQLException {
        String url = "jdbc:h2:file:" + root.resolve("staff");
        try (Connection connection = DriverManager.getConnection(url, "sa", CANARY);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE \"people\" (\"id\" INTEGER, \"name\" VARCHAR, \"born\" DATE,"
                            + " \"score\" DOUBLE PRECISION)");
            statement.execute(
                    "INSERT INTO \"people\" VALUES (1, 'Ann', DATE '1990-02-28', 1.5),"
                            + " (2, 'Zo\u00eb \"Z\", the\tsecond', NULL, -0.25),"
                            + " (3, NULL, DATE '2000-12-31', NULL)");
        }
    }

    @Override
    protected Connector connector() {
        return new H2Connector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("path", "staff", "user", "sa", "password", "env:PASSWORD");
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

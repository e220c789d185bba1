package io.plumbline.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Function;
import io.plumbline.engine.sql.FunctionTable;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.target.TargetDialect;
import io.plumbline.engine.sql.target.Targets;
import io.plumbline.testdata.server.PostgresServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Holds PostgreSQL and H2 to the examples of the function table: what their dialects do not refuse
/// must return what the embedded engine returns.
class DialectExamplesTest {
    private static final SqlCompiler COMPILER = new SqlCompiler(Catalog.of(List.of()));

    @Test
    void postgresMeansTheSameOrRefuses() throws IOException, SQLException {
        try (PostgresServer server = PostgresServer.start();
                Connection connection =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "")) {
            assertThat(differences("postgres", connection)).isEmpty();
        }
    }

    @Test
    void h2MeansTheSameOrRefuses() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThat(differences("h2", connection)).isEmpty();
        }
    }

    private static List<String> differences(String name, Connection system) throws SQLException {
        TargetDialect dialect = Targets.of(name);
        List<String> differences = new ArrayList<>();
        int run = 0;
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Function function : FunctionTable.all()) {
                for (Function.Example example : function.examples()) {
                    String sql = "SELECT " + example.sql() + " AS x";
                    if (dialect.refusal(COMPILER.query(sql)).isEmpty()) {
                        run++;
                        String here = answer(engine, Targets.of("duckdb"), sql);
                        String there = answer(system, dialect, sql);
                        if (!here.equals(there)) {
                            differences.add(example.sql() + ": " + there + " instead of " + here);
                        }
                    }
                }
            }
        }
        assertThat(run).as("examples that " + name + " runs").isGreaterThan(20);
        return differences;
    }

    private static String answer(Connection connection, TargetDialect dialect, String sql) {
        String text = dialect.unparse(COMPILER.query(sql), List::getLast);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            rows.next();
            return switch (rows.getObject(1)) {
                case null -> "null";
                case BigDecimal number -> number.toPlainString();
                case Float number -> String.valueOf(number.doubleValue());
                case Object value -> value.toString();
            };
        } catch (SQLException e) {
            return "an error";
        }
    }
}

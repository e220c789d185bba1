package io.plumbline.connectors.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.testing.Smallest;
import io.plumbline.testdata.server.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Computes random expressions in the embedded engine, PostgreSQL, H2 and Calcite's Java. A
/// difference is shrunk and shown as the statement to try.
class DifferentialTest {
    private static final int ROWS = 24;

    @Test
    void enginesAgreeOnRandomExpressions() throws IOException, SQLException {
        agree(20261123L, 100);
    }

    @Test
    @Tag("soak")
    void enginesAgreeOnManyRandomExpressions() throws IOException, SQLException {
        agree(
                Long.getLong("differential.seed", System.nanoTime()),
                Integer.getInteger("differential.count", 20_000));
    }

    @Test
    void noticesAnEngineThatComputesSomethingElse() throws SQLException {
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Connection embedded = DriverManager.getConnection("jdbc:duckdb:")) {
            EdgeRows rows = new EdgeRows(1, ROWS);
            rows.load(embedded);
            rows.load(h2);
            h2.createStatement().execute("UPDATE edges SET \"i\" = 4 WHERE \"i\" = 7");
            Comparison comparison = new Comparison(embedded, Map.of("h2", h2), rows);
            Expression i = Expression.leaf(Expression.Kind.INTEGER, "i");
            Expression sum = new Expression(Expression.Kind.INTEGER, "ABS(#0)", List.of(i));
            assertThat(shrunk(comparison, sum)).startsWith("i\n  embedded: 7\n  h2: 4");
            assertThat(comparison.difference(Expression.leaf(Expression.Kind.INTEGER, "j")))
                    .isEmpty();
        }
    }

    private static void agree(long seed, int count) throws IOException, SQLException {
        try (PostgresServer server = PostgresServer.start();
                Connection postgres =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "");
                Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Connection embedded = DriverManager.getConnection("jdbc:duckdb:")) {
            EdgeRows rows = new EdgeRows(seed, ROWS);
            for (Connection connection : List.of(postgres, h2, embedded)) {
                rows.load(connection);
            }
            Comparison comparison =
                    new Comparison(embedded, Map.of("postgres", postgres, "h2", h2), rows);
            ExpressionGenerator generator = new ExpressionGenerator(seed);
            List<String> differences = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Expression expression = generator.next();
                if (comparison.difference(expression).isPresent()) {
                    differences.add(shrunk(comparison, expression));
                }
            }
            System.out.println("seed " + seed + ": " + count + " expressions, " + comparison.ran());
            assertThat(differences).as("seed " + seed).isEmpty();
            assertThat(comparison.ran().get("java")).isGreaterThan(count / 2);
        }
    }

    private static String shrunk(Comparison comparison, Expression expression) {
        Expression least =
                Smallest.of(
                        expression,
                        large -> large.smaller().stream().filter(x -> x.size() < large.size()),
                        x -> comparison.difference(x).isPresent());
        return comparison.difference(least).orElseThrow();
    }
}

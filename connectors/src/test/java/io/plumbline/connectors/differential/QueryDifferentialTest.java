package io.plumbline.connectors.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.connectors.differential.Expression.Kind;
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

/// Runs random queries in the embedded engine, PostgreSQL, H2 and Calcite's own engine. A
/// difference is shrunk and shown as the statement to try.
class QueryDifferentialTest {

    @Test
    void enginesAgreeOnRandomQueries() throws IOException, SQLException {
        agree(20261123L, 100);
    }

    @Test
    @Tag("soak")
    void enginesAgreeOnManyRandomQueries() throws IOException, SQLException {
        agree(
                Long.getLong("differential.seed", System.nanoTime()),
                Integer.getInteger("differential.queries", 2_000));
    }

    @Test
    void noticesAnEngineWithOtherRows() throws SQLException {
        QueryRows rows = new QueryRows(1);
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Connection embedded = DriverManager.getConnection("jdbc:duckdb:");
                Connection calcite = CalciteReference.open(rows)) {
            rows.load(embedded);
            rows.load(h2);
            h2.createStatement().execute("DELETE FROM one WHERE \"id\" = 3");
            QueryComparison comparison = new QueryComparison(embedded, calcite, Map.of("h2", h2));
            DrawnQuery one = DrawnQuery.table("one", List.of(Kind.TRUTH, Kind.DATE));
            DrawnQuery all = new DrawnQuery("SELECT * FROM {0} AS q", one.kinds(), List.of(one));
            assertThat(shrunk(comparison, all))
                    .startsWith("SELECT p AS c0, d AS c1 FROM one\n  embedded alone: [")
                    .endsWith("h2 alone: []");
            assertThat(comparison.difference(DrawnQuery.table("two", one.kinds()))).isEmpty();
        }
    }

    private static void agree(long seed, int count) throws IOException, SQLException {
        QueryRows rows = new QueryRows(seed);
        try (PostgresServer server = PostgresServer.start();
                Connection postgres =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "");
                Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Connection embedded = DriverManager.getConnection("jdbc:duckdb:");
                Connection calcite = CalciteReference.open(rows)) {
            for (Connection connection : List.of(postgres, h2, embedded)) {
                rows.load(connection);
            }
            QueryComparison comparison =
                    new QueryComparison(embedded, calcite, Map.of("postgres", postgres, "h2", h2));
            QueryGenerator generator = new QueryGenerator(seed);
            List<String> differences = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                DrawnQuery query = generator.next();
                if (comparison.difference(query).isPresent()) {
                    differences.add(shrunk(comparison, query));
                }
            }
            System.out.println("seed " + seed + ": " + count + " queries, " + comparison.ran());
            assertThat(differences).as("seed " + seed).isEmpty();
            assertThat(comparison.ran().getOrDefault("refused", 0)).isLessThan(count / 10);
            assertThat(comparison.ran().get("calcite")).isGreaterThan(count / 2);
            assertThat(comparison.ran().get("postgres")).isGreaterThan(count / 2);
        }
    }

    private static String shrunk(QueryComparison comparison, DrawnQuery query) {
        DrawnQuery least =
                Smallest.of(
                        query,
                        large -> large.smaller().stream().filter(x -> x.size() < large.size()),
                        x -> comparison.difference(x).isPresent());
        return comparison.difference(least).orElseThrow();
    }
}

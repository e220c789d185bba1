package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.Cutter;
import io.plumbline.engine.plan.PreviewLimit;
import io.plumbline.engine.plan.Shipment;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.SqlSystem;
import io.plumbline.engine.sql.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewLimitTest {
    private static final String URL = "jdbc:h2:mem:preview";
    private static final Schema ROWS = Rows.schema("ID BIGINT", "KIND VARCHAR", "N BIGINT");

    @TempDir Path folder;
    private Connection open;

    @BeforeEach
    void fill() throws SQLException, IOException {
        open = DriverManager.getConnection(URL);
        try (Statement statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE big AS SELECT x AS id, CASE MOD(x, 2) WHEN 0 THEN 'even' ELSE"
                            + " 'odd' END AS kind, 1000 - x AS n FROM system_range(1, 1000)");
        }
        Files.writeString(folder.resolve("f.csv"), "ID,KIND,N\n1,odd,7\n2,even,8\n");
    }

    @AfterEach
    void close() throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("DROP TABLE big");
        }
        open.close();
    }

    private static final class Named implements SqlSystem {
        private final String dialect;

        Named(String dialect) {
            this.dialect = dialect;
        }

        @Override
        public String connectionName() {
            return "crm";
        }

        @Override
        public String dialect() {
            return dialect;
        }

        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(URL);
        }
    }

    private Scan scan(String dataset, String dialect) {
        return dataset.equals("f")
                ? new Scan.Files(
                        List.of(folder.resolve("f.csv")), Scan.FileFormat.CSV, Map.of(), ROWS)
                : new Scan.Table(new Named(dialect), "\"BIG\"", ROWS);
    }

    private static Drawn drawn() {
        return new Drawn().dataset("big", ROWS).dataset("f", ROWS).read("b", "big").read("f1", "f");
    }

    private List<Shipment> shipments(Drawn drawn, String step, String dialect) {
        List<String> path = List.of("step", step, "out");
        List<Unit> units =
                PreviewLimit.of(PipelineRunner.behind(Unit.of(drawn.pipeline()), path), path, 10);
        return new Cutter(p -> Optional.of(scan(p.getLast(), dialect)), Targets::of)
                .cut(units, List.of(path))
                .shipments();
    }

    private List<List<Object>> preview(Drawn drawn, String step) {
        return Rows.all(
                new PipelineRunner()
                        .preview(
                                drawn.pipeline(),
                                new PortRef(step, "out"),
                                new PreviewRequest(
                                        10,
                                        d -> scan(d, "h2"),
                                        EngineSettings.defaults(),
                                        FileGuard.NONE,
                                        Programs.NONE),
                                new Cancellation()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM b",
                "SELECT ID AS X, N + 1 AS M FROM b",
                "SELECT ID FROM b WHERE KIND = 'odd'",
                "SELECT ID FROM b UNION ALL SELECT N FROM b"
            })
    void reachesTheStatementSentToTheSource(String sql) {
        for (String dialect : List.of("postgres", "h2")) {
            List<Shipment> shipments = shipments(drawn().sql("s", sql, "b"), "s", dialect);
            assertThat(shipments).hasSize(1);
            assertThat(shipments.getFirst().sql()).contains("LIMIT 10");
        }
        assertThat(preview(drawn().sql("s", sql, "b"), "s")).hasSize(10);
    }

    @Test
    void reachesASourceThroughStepsThatRunHere() {
        Drawn drawn =
                drawn().sql("two", "SELECT ID, N FROM b UNION ALL SELECT ID, N FROM f1", "b", "f1")
                        .sql("s", "SELECT ID + N AS T FROM two", "two");
        assertThat(shipments(drawn, "s", "postgres"))
                .singleElement()
                .satisfies(s -> assertThat(s.sql()).contains("LIMIT 10"));
        assertThat(preview(drawn, "s")).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT KIND, COUNT(*) AS C FROM two GROUP BY KIND",
                "SELECT DISTINCT KIND FROM two",
                "SELECT ID, KIND FROM two ORDER BY N",
                "SELECT ID, ROW_NUMBER() OVER (ORDER BY N) AS R FROM two",
                "SELECT two.ID, f1.N FROM two JOIN f1 ON two.ID = f1.ID",
                "SELECT ID, KIND FROM two WHERE N = 1",
                "SELECT ID, (SELECT MAX(N) FROM two) AS M FROM two"
            })
    void staysAboveWhatNeedsAllRows(String sql) {
        Drawn drawn =
                drawn().sql("two", "SELECT * FROM b UNION ALL SELECT * FROM f1", "b", "f1")
                        .sql("s", sql, "two", "f1");
        assertThat(shipments(drawn, "s", "postgres"))
                .singleElement()
                .satisfies(s -> assertThat(s.sql()).doesNotContain("LIMIT"));
    }

    @Test
    void keepsTheRowsRight() {
        assertThat(preview(drawn().sql("s", "SELECT ID FROM b WHERE ID > 995", "b"), "s"))
                .hasSize(5);
        assertThat(
                        preview(
                                drawn().sql(
                                                "s",
                                                "SELECT KIND, COUNT(*) AS C FROM b GROUP BY KIND",
                                                "b"),
                                "s"))
                .containsExactlyInAnyOrder(List.of("odd", 500L), List.of("even", 500L));
        assertThat(preview(drawn().sql("s", "SELECT ID FROM b ORDER BY N LIMIT 3", "b"), "s"))
                .containsExactlyInAnyOrder(List.of(1000L), List.of(999L), List.of(998L));
        assertThat(preview(drawn().sql("s", "SELECT ID FROM b ORDER BY N", "b"), "s"))
                .hasSize(10)
                .contains(List.of(1000L), List.of(991L));
    }

    @Test
    void leavesARelationWholeThatAnotherStepNeedsWhole() {
        Drawn drawn =
                drawn().sql("top", "SELECT MAX(N) AS M FROM b", "b")
                        .sql("s", "SELECT b.ID, top.M FROM b CROSS JOIN top", "b", "top");
        assertThat(preview(drawn, "s")).hasSize(10).allMatch(r -> r.get(1).equals(999L));
    }
}

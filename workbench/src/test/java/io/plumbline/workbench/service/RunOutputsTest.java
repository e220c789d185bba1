package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.StepAccount;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Schema;
import io.plumbline.testdata.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs: design files compiled, rows checked, and written to PostgreSQL, a managed table, CSV
/// and Parquet, each read back by a statement of its own.
final class RunOutputsTest {
    private static final List<String> TARGETS =
            List.of("managed", "csv_file", "parquet_file", "pg");

    private static PostgresServer server;

    @TempDir private Path root;
    private TestWorkspace workspace = new TestWorkspace(Path.of(""));

    @BeforeAll
    static void startServer() throws IOException {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeWorkspace() throws Exception {
        execute("DROP TABLE IF EXISTS result", "DROP TABLE IF EXISTS result_log");
        workspace =
                TestWorkspace.in(root)
                        .file(
                                "connections/crm.yaml",
                                "kind: postgres\nurl: "
                                        + server.url("postgres")
                                        + "\nuser: postgres\n")
                        .dataset("orders", "orders.csv")
                        .dataset("csv_file", "result.csv")
                        .dataset("parquet_file", "result.parquet")
                        .dataset("pg", "crm", "result");
        orders("1,CH,10.5", "2,FR,20", "3,CH,30.25");
    }

    private void orders(String... rows) throws IOException {
        workspace.file("data/orders.csv", "id,country,amount\n" + String.join("\n", rows) + "\n");
    }

    /// A pipeline that checks the orders and writes those that passed to all four places.
    private void pipeline(String checks) throws IOException {
        StringBuilder steps = new StringBuilder();
        steps.append("steps:\n");
        steps.append("  - {id: orders, type: read, dataset: orders}\n");
        steps.append("  - {id: large, type: filter, input: orders, condition: amount > 0}\n");
        steps.append("  - id: sound\n    type: check\n    input: large\n    keys: [id]\n");
        steps.append("    checks:\n").append(checks.indent(6));
        for (String target : TARGETS) {
            steps.append(
                    "  - {id: to_%1$s, type: write, input: sound, dataset: %1$s}%n"
                            .formatted(target));
        }
        workspace.pipeline("all", steps.toString());
    }

    @Test
    void writesTheSameRowsToEveryKindOfPlace() throws Exception {
        pipeline("- {type: not_null, columns: [country], on_failure: stop}");
        RunReport report = run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.outputs()).extracting(RunReport.Written::rows).containsOnly(3L);
        for (String target : TARGETS) {
            assertThat(rows(target))
                    .as(target)
                    .containsExactly("1|CH|10.5", "2|FR|20.0", "3|CH|30.25");
        }
    }

    @Test
    void replacesWhatARunBeforeWrote() throws Exception {
        pipeline("- {type: unique, columns: [id], on_failure: stop}");
        run();
        orders("9,DE,1.5");
        assertThat(run().state()).isEqualTo(RunReport.State.COMPLETE);
        for (String target : TARGETS) {
            assertThat(rows(target)).as(target).containsExactly("9|DE|1.5");
        }
    }

    @Test
    void leavesEveryPlaceAsItWasWhenACheckStops() throws Exception {
        pipeline("- {type: range, name: small, columns: [amount], max: 100, on_failure: stop}");
        run();
        orders("7,CH,1", "8,CH,1000");
        RunReport report = run();
        assertThat(report.state()).isEqualTo(RunReport.State.FAIL);
        assertThat(report.problems().getFirst().code()).isEqualTo(ErrorCode.CHECK_FAILED);
        assertThat(report.outputs()).isEmpty();
        assertEverythingAsItWas();
    }

    /// The database refuses at its commit, when all files are written already.
    @Test
    void leavesEveryPlaceAsItWasWhenTheDatabaseRefusesItsCommit() throws Exception {
        pipeline("- {type: not_null, columns: [id], on_failure: stop}");
        run();
        execute(
                "CREATE OR REPLACE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'not today'; END $$",
                "CREATE EVENT TRIGGER refusing ON ddl_command_start EXECUTE FUNCTION refuse()");
        try {
            orders("7,CH,1");
            RunReport report = run();
            assertThat(report.state()).isEqualTo(RunReport.State.FAIL);
            assertThat(report.outputs()).isEmpty();
        } finally {
            execute("DROP EVENT TRIGGER refusing");
        }
        assertEverythingAsItWas();
    }

    private void assertEverythingAsItWas() throws Exception {
        for (String target : TARGETS) {
            assertThat(rows(target))
                    .as(target)
                    .containsExactly("1|CH|10.5", "2|FR|20.0", "3|CH|30.25");
        }
    }

    @Test
    void keepsRowsThatFailAndAccountsForEveryRow() throws Exception {
        pipeline(
                """
                - {type: not_null, name: has_country, columns: [country], on_failure: quarantine}
                - {type: unique, name: one_id, columns: [id], on_failure: quarantine}
                - {type: range, name: not_huge, columns: [amount], max: 50, on_failure: quarantine}
                - {type: accepted_values, name: known, columns: [country], values: [CH, FR], on_failure: warn}
                - {type: expression, name: round, expression: amount = FLOOR(amount), on_failure: warn}
                """);
        orders("1,CH,10", "2,,20", "3,CH,30", "3,FR,31", "4,XX,5.5", "5,CH,99", "6,CH,-1");
        RunReport report = run();

        assertThat(report.state()).isEqualTo(RunReport.State.COMPLETE);
        assertThat(report.checks())
                .extracting(c -> c.check().name() + " " + c.failing() + " of " + c.rows())
                .containsExactly(
                        "has_country 1 of 6",
                        "one_id 2 of 6",
                        "not_huge 1 of 6",
                        "known 1 of 6",
                        "round 1 of 6");
        for (String target : TARGETS) {
            assertThat(rows(target)).as(target).containsExactly("1|CH|10.0", "4|XX|5.5");
        }
        assertThat(report.accounts())
                .extracting(RunOutputsTest::balance)
                .contains("orders: 7 = 7 + 0 + 0", "large: 7 = 6 + 1 + 0", "sound: 6 = 2 + 0 + 4");
        assertThat(report.quarantined()).hasSize(1);
        Path kept = root.resolve(".plumbline/quarantine").resolve(report.quarantined().getFirst());
        assertThat(
                        query(
                                List.of(kept.getParent()),
                                "SELECT id FROM \"" + base(kept) + "\" ORDER BY 1"))
                .containsExactly("2", "3", "3", "5");
    }

    private static String base(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String balance(StepAccount a) {
        return "%s: %d = %d + %d + %d"
                .formatted(a.step(), a.in(), a.out(), a.filtered(), a.rejected());
    }

    private RunReport run() {
        Surroundings surroundings = Surroundings.ofThisMachine();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            return new RunService(surroundings)
                    .run(
                            session,
                            store,
                            "all",
                            new RunService.Settings(Map.of(), true),
                            event -> {},
                            new Cancellation());
        }
    }

    private List<String> rows(String dataset) {
        return query(List.of(), "SELECT id, country, amount FROM " + dataset + " ORDER BY id");
    }

    private List<String> query(List<Path> data, String sql) {
        List<String> rows = new ArrayList<>();
        Surroundings surroundings = Surroundings.ofThisMachine();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            new QueryService(surroundings)
                    .query(
                            session,
                            store,
                            new QueryService.Request(sql, data, List.of()),
                            new Texts(rows));
        }
        return rows;
    }

    private record Texts(List<String> rows) implements QueryService.Receiver {
        @Override
        public void begin(Schema schema) {}

        @Override
        public void row(List<? extends @Nullable Object> values) {
            List<String> texts = new ArrayList<>();
            values.forEach(v -> texts.add(String.valueOf(v)));
            rows.add(String.join("|", texts));
        }

        @Override
        public void end() {}
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

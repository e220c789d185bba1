package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.Cut;
import io.plumbline.engine.plan.Cutter;
import io.plumbline.engine.plan.PlanFacts;
import io.plumbline.engine.plan.PlanText;
import io.plumbline.engine.plan.Shipment;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.FileGuard;
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

class PushdownTest {
    private static final String URL = "jdbc:h2:mem:push";
    private static final Schema CUSTOMERS =
            Rows.schema("ID BIGINT", "COUNTRY VARCHAR", "NAME VARCHAR", "SECRET VARCHAR");
    private static final Schema VISITS = Rows.schema("customer BIGINT", "pages BIGINT");

    @TempDir Path folder;
    private Connection open;
    private final SqlSystem crm = new ShipperTest.H2("crm", URL);

    @BeforeEach
    void fill() throws SQLException, IOException {
        open = DriverManager.getConnection(URL);
        try (Statement statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE customers (id BIGINT, country VARCHAR, name VARCHAR, secret"
                            + " VARCHAR)");
            statement.execute(
                    "INSERT INTO customers VALUES (1, 'CH', 'a', 's'), (2, 'DE', 'b', 's'),"
                            + " (3, 'CH', 'c', 's')");
        }
        Files.writeString(folder.resolve("visits.csv"), "customer,pages\n1,5\n1,7\n2,1\n3,9\n");
    }

    @AfterEach
    void close() throws SQLException {
        open.close();
    }

    private Scan scan(String dataset) {
        return dataset.equals("customers")
                ? new Scan.Table(crm, "\"CUSTOMERS\"", CUSTOMERS)
                : new Scan.Files(
                        List.of(folder.resolve("visits.csv")),
                        Scan.FileFormat.CSV,
                        Map.of(),
                        VISITS);
    }

    private static Drawn drawn() {
        return new Drawn()
                .dataset("customers", CUSTOMERS)
                .dataset("visits", VISITS)
                .read("c", "customers")
                .read("v", "visits")
                .sql("swiss", "SELECT * FROM c WHERE COUNTRY = 'CH'", "c")
                .sql(
                        "joined",
                        "SELECT swiss.NAME, v.pages FROM swiss JOIN v ON swiss.ID = v.customer",
                        "swiss",
                        "v")
                .write("w", "joined", "joined");
    }

    private Cut cut(CompiledPipeline pipeline) {
        return new Cutter(path -> Optional.of(scan(path.getLast())), Targets::of)
                .cut(Unit.of(pipeline), List.of(List.of("step", "w", "out")));
    }

    @Test
    void letsTheSourceFilterAndShipsOnlyTheColumnsNeeded() {
        Cut cut = cut(drawn().pipeline());

        assertThat(cut.pushed())
                .containsExactly(
                        Map.entry(List.of("step", "c", "out"), "crm"),
                        Map.entry(List.of("step", "swiss", "out"), "crm"));
        assertThat(cut.shipments()).hasSize(1);
        Shipment shipment = cut.shipments().getFirst();
        assertThat(shipment.relations()).containsExactly(List.of("step", "swiss", "out"));
        assertThat(shipment.columns().names()).containsExactly("ID", "NAME");
        assertThat(shipment.sql()).contains("'CH'").endsWith("SELECT \"ID\", \"NAME\" FROM \"s2\"");
        assertThat(cut.reasons().get(List.of("step", "joined", "out")))
                .isEqualTo("not all of its inputs live in connection 'crm'");
    }

    @Test
    void saysWhichOperatorAStepIsNotPushedFor() {
        Cut full =
                cut(
                        new Drawn()
                                .dataset("customers", CUSTOMERS)
                                .read("a", "customers")
                                .read("b", "customers")
                                .sql(
                                        "both",
                                        "SELECT a.COUNTRY, COUNT(*) AS n FROM a FULL JOIN b ON a.ID"
                                                + " = b.ID GROUP BY a.COUNTRY",
                                        "a",
                                        "b")
                                .write("w", "both", "both")
                                .pipeline());
        assertThat(full.reasons().get(List.of("step", "both", "out")))
                .startsWith("aggregate: ")
                .contains("; join: ")
                .contains("FULL JOIN");

        Cut mixed =
                cut(
                        new Drawn()
                                .dataset("customers", CUSTOMERS)
                                .dataset("visits", VISITS)
                                .read("a", "customers")
                                .read("b", "customers")
                                .read("v", "visits")
                                .sql(
                                        "all",
                                        "SELECT COUNT(*) AS n FROM a CROSS JOIN b JOIN v ON"
                                                + " v.customer = b.ID",
                                        "a",
                                        "b",
                                        "v")
                                .write("w", "all", "all")
                                .pipeline());
        assertThat(mixed.reasons().get(List.of("step", "all", "out")))
                .isEqualTo(
                        "not all of its inputs live in connection 'crm'; join: without a key it"
                                + " makes more rows than it takes");
    }

    @Test
    void shipsEqualRowsOnce() {
        Drawn drawn =
                drawn().read("again", "customers")
                        .sql("swiss2", "SELECT * FROM again WHERE COUNTRY = 'CH'", "again")
                        .sql(
                                "more",
                                "SELECT swiss2.COUNTRY, v.pages FROM swiss2 JOIN v"
                                        + " ON swiss2.ID = v.customer",
                                "swiss2",
                                "v")
                        .write("w2", "more", "more");

        Cut cut =
                new Cutter(path -> Optional.of(scan(path.getLast())), Targets::of)
                        .cut(
                                Unit.of(drawn.pipeline()),
                                List.of(List.of("step", "w", "out"), List.of("step", "w2", "out")));

        assertThat(cut.shipments()).hasSize(1);
        assertThat(cut.shipments().getFirst().relations()).hasSize(2);
        assertThat(cut.shipments().getFirst().columns().names())
                .containsExactly("ID", "COUNTRY", "NAME");
    }

    @Test
    void runsAcrossSystemsAndAccountsForRowsThatNeverLeftTheSource() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        RunRequest request =
                new RunRequest(
                        "run1",
                        this::scan,
                        target ->
                                new FolderOutput(
                                        results.resolve("joined.csv"),
                                        target.schema(),
                                        Scan.FileFormat.CSV),
                        null,
                        true,
                        EngineSettings.defaults(),
                        FileGuard.NONE);

        RunReport report =
                new PipelineRunner()
                        .run(drawn().pipeline(), request, RunListener.NONE, new Cancellation());

        assertThat(report.problems()).isEmpty();
        assertThat(Files.readAllLines(results.resolve("joined.csv")))
                .containsExactlyInAnyOrder("NAME,pages", "a,5", "a,7", "c,9");
        assertThat(report.accounts()).allMatch(StepAccount::balanced);
        assertThat(report.accounts())
                .extracting(StepAccount::step, StepAccount::in, StepAccount::out)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("c", 3L, 3L),
                        org.assertj.core.groups.Tuple.tuple("swiss", 3L, 2L));
    }

    @Test
    void describesWhatRunsWhere() {
        CompiledPipeline pipeline = drawn().pipeline();

        String text = PlanText.of(pipeline, cut(pipeline), PlanFacts.NONE).toString();

        assertThat(text)
                .contains("step swiss (sql) from c\n  runs in: crm")
                .contains(
                        "step joined (sql) from swiss, v\n  runs in: embedded engine\n"
                                + "  not pushed: not all of its inputs live in connection 'crm'")
                .contains("from crm (h2): swiss\n");
    }
}

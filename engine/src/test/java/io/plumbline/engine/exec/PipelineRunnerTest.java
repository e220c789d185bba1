package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.quality.CheckAction;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.spi.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineRunnerTest {
    private static final Schema ORDERS =
            Rows.schema("id BIGINT", "customer BIGINT", "amount DECIMAL(10,2)");
    private static final Schema CUSTOMERS = Rows.schema("id BIGINT", "country VARCHAR");

    @TempDir Path folder;
    private Path results;
    private Path quarantine;

    @BeforeEach
    void files() throws IOException {
        results = Files.createDirectories(folder.resolve("results"));
        quarantine = folder.resolve("quarantine");
        Files.writeString(
                folder.resolve("orders.csv"),
                "id,customer,amount\n1,10,5.00\n2,10,7.50\n3,20,-1.00\n4,30,2.00\n5,99,9.00\n");
        Files.writeString(
                folder.resolve("customers.csv"), "id,country\n10,CH\n20,DE\n30,CH\n40,FR\n");
    }

    private Drawn drawn() {
        return new Drawn()
                .dataset("orders", ORDERS)
                .dataset("customers", CUSTOMERS)
                .read("o", "orders")
                .read("c", "customers");
    }

    private Scan scan(String dataset) {
        Schema schema = dataset.equals("orders") ? ORDERS : CUSTOMERS;
        return new Scan.Files(
                List.of(folder.resolve(dataset + ".csv")), Scan.FileFormat.CSV, Map.of(), schema);
    }

    private RunRequest request(boolean exact) {
        return new RunRequest(
                "run1",
                this::scan,
                target ->
                        new FolderOutput(
                                results.resolve(target.dataset() + ".csv"),
                                target.schema(),
                                Scan.FileFormat.CSV),
                quarantine,
                exact,
                EngineSettings.defaults(),
                FileGuard.NONE);
    }

    private RunReport run(CompiledPipeline pipeline) {
        return new PipelineRunner()
                .run(pipeline, request(true), RunListener.NONE, new Cancellation());
    }

    private List<String> result(String dataset) throws IOException {
        return Files.readAllLines(results.resolve(dataset + ".csv"));
    }

    private List<String> left() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(p -> !p.equals(folder))
                    .map(p -> folder.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    private static StepAccount account(RunReport report, String step) {
        return report.accounts().stream()
                .filter(a -> a.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> numbers(RunReport report, String step) {
        StepAccount a = account(report, step);
        return List.of(a.in(), a.out(), a.filtered(), a.rejected(), a.combined());
    }

    @Test
    void writesWhatTheStepsMean() throws IOException {
        CompiledPipeline pipeline =
                drawn().sql("pos", "SELECT * FROM o WHERE amount > 0", "o")
                        .sql(
                                "joined",
                                "SELECT c.country, pos.amount FROM pos JOIN c ON pos.customer = c.id",
                                "pos",
                                "c")
                        .sql(
                                "sums",
                                "SELECT country, COUNT(*) AS n, SUM(amount) AS total FROM joined"
                                        + " GROUP BY country",
                                "joined")
                        .sql("sorted", "SELECT * FROM sums ORDER BY country", "sums")
                        .write("w", "totals", "sorted")
                        .pipeline();

        RunReport report = run(pipeline);

        assertThat(report.problems()).isEmpty();
        assertThat(report.state()).isEqualTo(RunReport.State.COMPLETE);
        assertThat(result("totals")).containsExactly("country,n,total", "CH,3,14.50");
        assertThat(numbers(report, "o")).containsExactly(5L, 5L, 0L, 0L, 0L);
        assertThat(numbers(report, "c")).containsExactly(4L, 4L, 0L, 0L, 0L);
        assertThat(numbers(report, "pos")).containsExactly(5L, 4L, 1L, 0L, 0L);
        assertThat(numbers(report, "joined")).containsExactly(8L, 3L, 0L, 0L, -5L);
        assertThat(numbers(report, "sums")).containsExactly(3L, 1L, 0L, 0L, -2L);
        assertThat(numbers(report, "sorted")).containsExactly(1L, 1L, 0L, 0L, 0L);
        assertThat(numbers(report, "w")).containsExactly(1L, 1L, 0L, 0L, 0L);
        assertThat(report.accounts()).allMatch(StepAccount::balanced);
        assertThat(report.outputs())
                .extracting(RunReport.Written::dataset, RunReport.Written::version)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("totals", "v1"));
        assertThat(account(report, "o").bytes()).isPositive();
        assertThat(left()).doesNotContain("quarantine/run1.partial");
    }

    @Test
    void leavesUncountedWhatNobodyAskedToCount() {
        CompiledPipeline pipeline =
                drawn().sql("pos", "SELECT * FROM o WHERE amount > 0", "o")
                        .write("w", "pos", "pos")
                        .pipeline();

        RunReport report =
                new PipelineRunner()
                        .run(pipeline, request(false), RunListener.NONE, new Cancellation());

        assertThat(account(report, "w").out()).isEqualTo(4);
        assertThat(account(report, "pos").in()).isEqualTo(StepAccount.UNKNOWN);
        assertThat(account(report, "pos").out()).isEqualTo(4);
    }

    private CompiledPipeline checked(CheckAction action) {
        return drawn().check("good", "o", action, "amount < 0", "id")
                .write("w", "kept", "good")
                .pipeline();
    }

    @Test
    void keepsRowsThatFailAQuarantineCheckWithKeysAndNames() throws IOException {
        RunReport report = run(checked(CheckAction.QUARANTINE));

        assertThat(report.state()).isEqualTo(RunReport.State.COMPLETE);
        assertThat(result("kept")).hasSize(5);
        assertThat(numbers(report, "good")).containsExactly(5L, 4L, 0L, 1L, 0L);
        assertThat(report.checks()).hasSize(1);
        assertThat(report.checks().getFirst().failing()).isEqualTo(1);
        assertThat(report.quarantined()).containsExactly(Path.of("run1", "good.parquet"));
        assertThat(parquet(quarantine.resolve("run1/good.parquet")))
                .containsExactly("rule_good|id=3|3|20|-1.00");
        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "Check 'rule_good' of step 'good' failed for 1 of 5 rows: rows of good are"
                                + " good");
    }

    @Test
    void letsRowsPassThatFailAWarningCheck() throws IOException {
        RunReport report = run(checked(CheckAction.WARN));

        assertThat(report.state()).isEqualTo(RunReport.State.COMPLETE);
        assertThat(result("kept")).hasSize(6);
        assertThat(report.checks().getFirst().passed()).isFalse();
        assertThat(report.quarantined()).isEmpty();
        assertThat(numbers(report, "good")).containsExactly(5L, 5L, 0L, 0L, 0L);
    }

    @Test
    void makesNothingVisibleWhenAStoppingCheckFails() throws IOException {
        Files.writeString(results.resolve("kept.csv"), "old\n");

        RunReport report = run(checked(CheckAction.STOP));

        assertThat(report.state()).isEqualTo(RunReport.State.FAIL);
        assertThat(report.problems().getFirst().code()).isEqualTo(ErrorCode.CHECK_FAILED);
        assertThat(report.problems().getFirst().place().toString()).startsWith("drawn.good");
        assertThat(report.outputs()).isEmpty();
        assertThat(result("kept")).containsExactly("old");
        assertThat(report.quarantined()).containsExactly(Path.of("run1", "good.parquet"));
        assertThat(left())
                .containsExactly(
                        "customers.csv",
                        "orders.csv",
                        "quarantine",
                        "quarantine/run1",
                        "quarantine/run1/good.parquet",
                        "results",
                        "results/kept.csv");
    }

    @Test
    void countsEveryKindOfStep() {
        CompiledPipeline pipeline =
                drawn().sql("both", "SELECT * FROM o UNION ALL SELECT * FROM o", "o", "o")
                        .sql("few", "SELECT * FROM both ORDER BY id LIMIT 3", "both")
                        .sql("once", "SELECT DISTINCT customer FROM both", "both")
                        .sql("more", "SELECT id + 1 AS id FROM few", "few")
                        .check("good", "o", CheckAction.QUARANTINE, "amount < 0", "id")
                        .write("w1", "few", "more")
                        .write("w2", "once", "once")
                        .write("w3", "bad", "good_rejected")
                        .sql("loose", "SELECT * FROM good WHERE id > 2", "good")
                        .pipeline();

        RunReport report = run(pipeline);

        assertThat(report.problems()).allMatch(p -> !p.isError());
        assertThat(numbers(report, "both")).containsExactly(10L, 10L, 0L, 0L, 0L);
        assertThat(numbers(report, "few")).containsExactly(10L, 3L, 7L, 0L, 0L);
        assertThat(numbers(report, "once")).containsExactly(10L, 4L, 0L, 0L, -6L);
        assertThat(numbers(report, "more")).containsExactly(3L, 3L, 0L, 0L, 0L);
        assertThat(numbers(report, "w3")).containsExactly(1L, 1L, 0L, 0L, 0L);
        assertThat(numbers(report, "loose")).containsExactly(4L, 2L, 2L, 0L, 0L);
        assertThat(report.accounts()).allMatch(StepAccount::balanced);
    }

    @ParameterizedTest
    @EnumSource(RunStage.class)
    void leavesEverythingAsItWasWhenInterruptedBeforeAStage(RunStage stage) throws IOException {
        Files.writeString(results.resolve("kept.csv"), "old\n");
        RunListener failing =
                event -> {
                    if (event.equals(new RunEvent.StageStarted(stage))) {
                        throw new IllegalStateException("injected");
                    }
                };

        assertThatThrownBy(() ->
                        new PipelineRunner()
                                .run(
                                        checked(CheckAction.QUARANTINE),
                                        request(true),
                                        failing,
                                        new Cancellation()))
                .hasMessage("injected");

        assertThat(result("kept")).containsExactly("old");
        assertThat(left())
                .containsExactly(
                        "customers.csv", "orders.csv", "quarantine", "results", "results/kept.csv");
    }

    @ParameterizedTest
    @EnumSource(RunStage.class)
    void endsAsAbortedWhenCancelledBeforeAStage(RunStage stage) throws IOException {
        Cancellation cancellation = new Cancellation();
        RunListener cancelling =
                event -> {
                    if (event.equals(new RunEvent.StageStarted(stage))) {
                        cancellation.cancel();
                    }
                };

        RunReport report =
                new PipelineRunner()
                        .run(
                                checked(CheckAction.QUARANTINE),
                                request(true),
                                cancelling,
                                cancellation);

        assertThat(report.state()).isEqualTo(RunReport.State.ABORT);
        assertThat(report.problems().getLast().code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(left()).containsExactly("customers.csv", "orders.csv", "quarantine", "results");
    }

    @Test
    void noticesAFileThatIsReplacedDuringTheRun() throws IOException {
        RunListener replacing =
                event -> {
                    if (event.equals(new RunEvent.StageStarted(RunStage.ACCOUNT))) {
                        replace();
                    }
                };

        RunReport report =
                new PipelineRunner()
                        .run(
                                checked(CheckAction.WARN),
                                request(true),
                                replacing,
                                new Cancellation());

        assertThat(report.problems().getLast().code()).isEqualTo(ErrorCode.DATA_CHANGED_DURING_RUN);
        assertThat(report.problems().getLast().message())
                .isEqualTo("Cannot trust what was read: file 'orders.csv' changed during the run");
        assertThat(results).isEmptyDirectory();
    }

    private void replace() {
        try {
            Path next = folder.resolve("next.csv");
            Files.writeString(next, Files.readString(folder.resolve("orders.csv")));
            Files.move(
                    next,
                    folder.resolve("orders.csv"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void reportsTheFileThatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "id,customer,amount\n1,10,TOP-SECRET\n");

        RunReport report = run(checked(CheckAction.WARN));

        assertThat(report.state()).isEqualTo(RunReport.State.FAIL);
        assertThat(report.problems())
                .extracting(Problem::message)
                .containsExactly(
                        "Cannot read file 'orders.csv', line 2: a value of column 'amount' is no"
                                + " DECIMAL");
        assertThat(results).isEmptyDirectory();
    }

    @Test
    @Timeout(60)
    void stopsLongWorkWhenCancelled() throws InterruptedException {
        CompiledPipeline pipeline =
                drawn().sql("big", "SELECT COUNT(*) AS n FROM o" + " CROSS JOIN o".repeat(15), "o")
                        .write("w", "big", "big")
                        .pipeline();
        Cancellation cancellation = new Cancellation();
        List<RunReport> reports = new ArrayList<>();
        Thread running =
                Thread.ofPlatform()
                        .start(() ->
                                reports.add(
                                        new PipelineRunner()
                                                .run(
                                                        pipeline,
                                                        request(false),
                                                        RunListener.NONE,
                                                        cancellation)));
        Thread.sleep(Duration.ofMillis(1500));
        cancellation.cancel();
        running.join();

        assertThat(reports.getFirst().state()).isEqualTo(RunReport.State.ABORT);
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void previewsAnyPort() {
        CompiledPipeline pipeline =
                drawn().check("good", "o", CheckAction.QUARANTINE, "amount < 0", "id")
                        .sql("big", "SELECT id FROM good WHERE amount > 2 ORDER BY id", "good")
                        .write("w", "kept", "big")
                        .pipeline();

        assertThat(preview(pipeline, "big", 2)).containsExactly(List.of(1L), List.of(2L));
        assertThat(preview(pipeline, "good.rejected", 10)).hasSize(1);
        assertThat(results).isEmptyDirectory();
        assertThatThrownBy(() -> preview(pipeline, "ghost", 1))
                .hasMessage(
                        "Cannot preview 'ghost': the pipeline has no such output that compiled");
    }

    private List<List<Object>> preview(CompiledPipeline pipeline, String port, long rows) {
        return Rows.all(
                new PipelineRunner()
                        .preview(
                                pipeline,
                                PortRef.parse(port),
                                new PreviewRequest(
                                        rows,
                                        this::scan,
                                        EngineSettings.defaults(),
                                        FileGuard.NONE,
                                        Programs.NONE),
                                new Cancellation()));
    }

    private static List<String> parquet(Path file) {
        try (Session session =
                new Session(
                        EngineSettings.defaults(),
                        Map.of(),
                        List.of(file.getParent()),
                        FileGuard.NONE)) {
            return session.run(
                    "SELECT concat_ws('|', *COLUMNS(*)) FROM '" + file + "'",
                    new Cancellation(),
                    _ -> {},
                    rows -> {
                        List<String> out = new ArrayList<>();
                        while (rows.next()) {
                            out.add(rows.getString(1));
                        }
                        return out;
                    });
        }
    }
}

package io.plumbline.engine.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableConflictTest {
    private static final Schema ID = CommitLoop.SCHEMA;

    @TempDir Path folder;
    private Path lakehouse;
    private Path template;
    private ManagedTables tables;
    private DuckFiles duck;

    @BeforeEach
    void open() throws SQLException, IOException {
        lakehouse = folder.resolve("lakehouse");
        tables = new ManagedTables(lakehouse);
        duck = new DuckFiles();
        template = folder.resolve("one-row.parquet");
        ManagedTables scratch = new ManagedTables(folder.resolve("scratch"));
        try (Output.Files output = scratch.output("t", ID, WriteMode.REPLACE, Map.of())) {
            Files.copy(duck.stage(output, "SELECT 1 AS id").path(), template);
        }
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    @Test
    void aReplacementThatSawAnOlderVersionIsRefused() throws SQLException {
        duck.write(tables, "t", ID, WriteMode.REPLACE, "SELECT 1 AS id");
        try (Output.Files late = tables.output("t", ID, WriteMode.REPLACE, Map.of())) {
            late.written(List.of(duck.stage(late, "SELECT 2 AS id")));
            duck.write(tables, "t", ID, WriteMode.APPEND, "SELECT 3 AS id");

            assertThatExceptionOfType(PlumblineException.class)
                    .isThrownBy(late::commit)
                    .withMessage("Cannot write table 't': it was changed while this run wrote")
                    .satisfies(e ->
                            assertThat(e.problem().code()).isEqualTo(ErrorCode.COMMIT_CONFLICT));
        }
        assertThat(duck.rows(tables.scan("t"))).containsExactly("{'id': 1}", "{'id': 3}");
    }

    @Test
    void anAppendComesAfterWhatWasFirst() throws SQLException {
        try (Output.Files late = tables.output("t", ID, WriteMode.APPEND, Map.of())) {
            late.written(List.of(duck.stage(late, "SELECT 2 AS id")));
            duck.write(tables, "t", ID, WriteMode.REPLACE, "SELECT 1 AS id");
            late.commit();
        }

        assertThat(duck.rows(tables.scan("t"))).containsExactly("{'id': 1}", "{'id': 2}");
        assertThat(tables.versions("t")).hasSize(2);
    }

    @Test
    void anAppendToColumnsThatWereReplacedIsRefused() throws SQLException {
        duck.write(tables, "t", ID, WriteMode.REPLACE, "SELECT 1 AS id");
        Schema text = Schema.of(Field.of("id", DataType.VARCHAR));
        try (Output.Files late = tables.output("t", ID, WriteMode.APPEND, Map.of())) {
            late.written(List.of(duck.stage(late, "SELECT 2 AS id")));
            duck.write(tables, "t", text, WriteMode.REPLACE, "SELECT 'x' AS id");
            duck.write(tables, "t", ID, WriteMode.REPLACE, "SELECT 1 AS id");

            assertThatExceptionOfType(PlumblineException.class)
                    .isThrownBy(late::commit)
                    .withMessage(
                            "Cannot write table 't': its columns were changed while this run wrote")
                    .satisfies(e ->
                            assertThat(e.problem().code()).isEqualTo(ErrorCode.COMMIT_CONFLICT));
        }
        assertThat(duck.rows(tables.scan("t"))).containsExactly("{'id': 1}");
    }

    @Test
    void threadsThatAppendAtOnceLoseNothing() throws Exception {
        List<String> versions = together(8, () -> repeat(4, WriteMode.APPEND));

        assertThat(versions).hasSize(32).doesNotHaveDuplicates().doesNotContain("conflict");
        assertThat(tables.versions("t"))
                .extracting(DatasetVersion::id)
                .containsExactlyInAnyOrderElementsOf(versions);
        assertThat(duck.rows(tables.scan("t"))).hasSize(32);
    }

    @Test
    void ofThreadsThatReplaceAtOnceExactlyOneWins() throws Exception {
        CyclicBarrier opened = new CyclicBarrier(6);
        List<String> outcomes = together(6, () -> List.of(replaceTogether(opened)));

        assertThat(outcomes).filteredOn(o -> !o.equals("conflict")).hasSize(1);
        assertThat(tables.versions("t")).hasSize(1);
        assertThat(duck.rows(tables.scan("t"))).hasSize(1);
    }

    @Test
    void processesThatAppendAtOnceLoseNothing() throws Exception {
        List<String> versions = new ArrayList<>();
        try (LoopProcess one = new LoopProcess(lakehouse, template, 25, 0);
                LoopProcess two = new LoopProcess(lakehouse, template, 25, 0)) {
            versions.addAll(one.rest());
            versions.addAll(two.rest());
        }

        assertThat(versions).filteredOn("done"::equals).hasSize(2);
        versions.removeIf("done"::equals);
        assertThat(versions).hasSize(50).doesNotHaveDuplicates();
        assertThat(tables.versions("t"))
                .extracting(DatasetVersion::id)
                .containsExactlyInAnyOrderElementsOf(versions);
        assertThat(duck.rows(tables.scan("t"))).hasSize(50);
    }

    private String replaceTogether(CyclicBarrier opened) throws Exception {
        ManagedTables own = new ManagedTables(lakehouse);
        try (Output.Files output = own.output("t", ID, WriteMode.REPLACE, Map.of())) {
            Path file = output.staging().resolve("part-0.parquet");
            Files.copy(template, file);
            output.written(List.of(new Output.WrittenFile(file, 1, Files.size(file), Map.of())));
            opened.await();
            return output.commit();
        } catch (PlumblineException e) {
            assertThat(e.problem().code()).isEqualTo(ErrorCode.COMMIT_CONFLICT);
            return "conflict";
        }
    }

    private List<String> repeat(int times, WriteMode mode) throws IOException {
        ManagedTables own = new ManagedTables(lakehouse);
        List<String> out = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            out.add(CommitLoop.commit(own, template, mode));
        }
        return out;
    }

    private static List<String> together(int threads, Callable<List<String>> work)
            throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<String>>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(work));
            }
            List<String> out = new ArrayList<>();
            for (Future<List<String>> each : running) {
                out.addAll(each.get());
            }
            return out;
        }
    }
}

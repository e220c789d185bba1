package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetadataStoreTest {
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.123456Z");
    private static final Instant T1 = Instant.parse("2026-01-02T03:04:06Z");

    @TempDir private Path folder;

    static RunRecord begun(String id) {
        return RunRecord.started(id, "orders", "h1", "anna", T0);
    }

    static RunRecord ended(String id) {
        return begun(id)
                .ended(
                        RunState.COMPLETE,
                        T1,
                        List.of(
                                new StepAccount("read", "read", 10, 10, 0, 0, 0, 99, 5),
                                new StepAccount("keep", "filter", 10, 7, 2, 1, 0, 0, 3)),
                        List.of(new CheckAccount("test", "not null a", "quarantine", 10, 1)),
                        List.of(new OutputAccount("write", "clean", "v" + id, 7, "REPLACE")),
                        List.of(
                                Problem.warning(
                                        ErrorCode.CHECK_FAILED,
                                        "Check 'not null a' failed for 1 rows",
                                        Place.inStep("orders", "test", "a").at("p.yaml", 3, 4),
                                        "Look at the quarantine")));
    }

    @Test
    void remembersARunWithAllItsAccountsAfterReopening() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            store.runs().start(begun("r1"));
            assertThat(store.runs().show("r1")).contains(begun("r1"));
            store.runs().finish(ended("r1"));
            assertThat(store.runs().show("r1")).contains(ended("r1"));
            assertThat(store.warnings()).isEmpty();
        }
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertThat(store.runs().show("r1")).contains(ended("r1"));
            assertThat(store.runs().show("none")).isEmpty();
            assertThat(store.versions().list("clean"))
                    .containsExactly(new VersionRecord("clean", "vr1", "r1", 7, T1));
            assertThat(store.warnings()).isEmpty();
        }
    }

    @Test
    void listsTheNewestRunsFirstAndOfOnePipeline() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            IntStream.range(0, 5).forEach(i -> store.runs().start(begun("r" + i)));
            store.runs().start(RunRecord.started("other", "stock", "h2", "ben", T0));
            assertThat(store.runs().list(3, null))
                    .extracting(RunRecord::id)
                    .containsExactly("other", "r4", "r3");
            assertThat(store.runs().list(10, "stock"))
                    .extracting(RunRecord::id)
                    .containsExactly("other");
            assertThat(store.runs().list(10, "nothing")).isEmpty();
        }
    }

    @Test
    void showsRunsOfADeadProcessAsInterrupted() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            store.runs().start(begun("done"));
            store.runs().finish(ended("done"));
            store.runs().start(begun("dead"));
        }
        try (MetadataStore store = MetadataStore.open(folder)) {
            RunRecord dead = store.runs().show("dead").orElseThrow();
            assertThat(dead.state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(dead.ended()).isNotNull();
            assertThat(store.runs().show("done").orElseThrow().state())
                    .isEqualTo(RunState.COMPLETE);
        }
        assertThat(JournalTest.all(Journal.reader(folder, 1)))
                .extracting(JournalRecord::type)
                .containsExactly(
                        "journal.created",
                        "run.started",
                        "run.finished",
                        "run.started",
                        "run.interrupted");
    }

    @Test
    void refusesToRecordAnEndThatIsNone() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertThatThrownBy(() -> store.runs().finish(begun("r1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The run has not ended: r1");
        }
    }

    @Test
    void readsBesideTheOwnerWithoutDisturbingIt() {
        try (MetadataStore owner = MetadataStore.open(folder, "plumbline run")) {
            owner.runs().start(begun("r1"));
            try (MetadataStore reader = MetadataStore.read(folder)) {
                assertThat(reader.isOwner()).isFalse();
                assertThat(reader.runs().show("r1").orElseThrow().state())
                        .as("not interrupted: its process lives")
                        .isEqualTo(RunState.RUNNING);
                assertThatThrownBy(() -> reader.runs().start(begun("r2")))
                        .isInstanceOf(PlumblineException.class)
                        .hasMessage(
                                "Cannot record what happened: the workspace is in use by another"
                                        + " process");
            }
            owner.runs().finish(ended("r1"));
        }
        try (MetadataStore reader = MetadataStore.read(folder)) {
            assertThat(reader.isOwner()).isTrue();
            assertThat(reader.runs().show("r1")).contains(ended("r1"));
        }
    }

    @Test
    void buildsTheIndexAnewWhenItsFileIsGone() throws IOException {
        fill();
        Files.delete(IndexFile.file(folder));
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertFilled(store);
            assertThat(store.warnings()).isEmpty();
        }
    }

    /// As after a kill: rows are there that the position does not know.
    @Test
    void buildsTheIndexAnewThatItsOwnerDidNotClose() throws IOException {
        fill();
        Files.delete(IndexSeal.file(folder));
        try (Index index = Index.inFile(IndexFile.database(folder))) {
            index.ask(h -> h.execute("UPDATE journal_position SET sequence = 1"));
        }
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertFilled(store);
            assertThat(store.warnings()).isEmpty();
        }
    }

    @Test
    void movesADamagedIndexAsideAndBuildsItAnew() throws IOException {
        fill();
        byte[] bytes = Files.readAllBytes(IndexFile.file(folder));
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 0x5A;
        }
        Files.write(IndexFile.file(folder), bytes);
        IndexSeal.write(folder);
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertFilled(store);
            assertThat(store.warnings())
                    .extracting(Problem::message)
                    .containsExactly(
                            "The index of what happened cannot be read; it was moved to"
                                    + " .plumbline/metadata.damaged.mv.db and built anew from the"
                                    + " journal");
        }
        assertThat(folder.resolve("metadata.damaged.mv.db")).hasBinaryContent(bytes);
    }

    /// Fault 83: H2 opens many of these without a word.
    @Test
    void neverTakesAnIndexWithOneChangedByteForGood(@TempDir Path elsewhere) throws IOException {
        fill();
        copy(folder, elsewhere);
        byte[] whole = Files.readAllBytes(IndexFile.file(folder));
        Set<Integer> places = new TreeSet<>(List.of(0, whole.length / 2, whole.length - 1));
        for (int at = 1_234; at < whole.length; at += 4_096) {
            places.add(at);
        }
        for (int at : places) {
            byte[] changed = whole.clone();
            changed[at] ^= 4;
            Files.write(IndexFile.file(folder), changed);
            Files.copy(
                    IndexSeal.file(elsewhere),
                    IndexSeal.file(folder),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            try (MetadataStore store = MetadataStore.open(folder)) {
                assertFilled(store);
                assertThat(store.warnings())
                        .as("byte %d", at)
                        .extracting(Problem::message)
                        .singleElement()
                        .asString()
                        .startsWith("The index of what happened was changed since it was closed");
            }
        }
    }

    @Test
    void movesATruncatedOrForeignIndexAside() throws IOException {
        fill();
        byte[] bytes = Files.readAllBytes(IndexFile.file(folder));
        Files.write(IndexFile.file(folder), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        IndexSeal.write(folder);
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertFilled(store);
        }
        Files.writeString(IndexFile.file(folder), "this is no database");
        IndexSeal.write(folder);
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertFilled(store);
            assertThat(store.warnings()).hasSize(1);
        }
    }

    @Test
    void movesAnIndexOfAnotherVersionAside() throws IOException {
        fill();
        try (Index index = Index.inFile(IndexFile.database(folder))) {
            index.ask(h -> h.execute("UPDATE journal_position SET index_version = 99"));
        }
        IndexSeal.write(folder);
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertFilled(store);
            assertThat(store.warnings())
                    .extracting(Problem::message)
                    .singleElement()
                    .asString()
                    .contains("was written by another version of Plumbline");
        }
    }

    @Test
    void movesAnIndexAsideThatAnotherProgramHasOpen() throws Exception {
        fill();
        String url = "jdbc:h2:" + IndexFile.database(folder).toAbsolutePath();
        ChildJvm.Running child = ChildJvm.start(LockH2.class, url);
        try {
            assertThat(child.line()).isEqualTo("open");
            IndexSeal.write(folder);
            try (MetadataStore store = MetadataStore.open(folder)) {
                assertFilled(store);
                assertThat(store.warnings())
                        .extracting(Problem::message)
                        .singleElement()
                        .asString()
                        .startsWith("The index of what happened is in use by another program");
            }
        } finally {
            child.kill();
        }
    }

    /// Another program that has the index open.
    static final class LockH2 {
        public static void main(String[] arguments) throws Exception {
            try (var connection =
                    java.sql.DriverManager.getConnection(arguments[0], "plumbline", "")) {
                System.out.println(connection.isClosed() ? "closed" : "open");
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void catchesUpWithAnOlderCopyOfTheIndex(@TempDir Path elsewhere) throws IOException {
        try (MetadataStore store = MetadataStore.open(folder)) {
            store.runs().start(begun("r0"));
        }
        Path copy = Files.copy(IndexFile.file(folder), elsewhere.resolve("copy"));
        fill();
        Files.delete(IndexSeal.file(folder));
        Files.copy(copy, IndexFile.file(folder), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertFilled(store);
            assertThat(store.warnings()).isEmpty();
        }
    }

    @Test
    void noticesAJournalThatWasReplacedByAnOlderCopyTogetherWithItsAnchor(@TempDir Path elsewhere)
            throws IOException {
        fill();
        copy(folder, elsewhere);
        try (MetadataStore store = MetadataStore.open(folder)) {
            store.runs().start(begun("later"));
        }
        for (String name : List.of("journal.head", "journal/" + "%020d.journal".formatted(1))) {
            Files.copy(
                    elsewhere.resolve(name),
                    folder.resolve(name),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> MetadataStore.open(folder))
                .isInstanceOfSatisfying(
                        PlumblineException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.JOURNAL_DAMAGED))
                .hasMessageMatching(
                        "Cannot read the journal: it ends with record \\d+, but the index has seen"
                                + " record \\d+");
    }

    @Test
    void beginsAnewWhenTheJournalWasMovedAside(@TempDir Path elsewhere) throws IOException {
        fill();
        Files.move(folder.resolve("journal"), elsewhere.resolve("journal"));
        Files.move(folder.resolve("journal.head"), elsewhere.resolve("journal.head"));
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertThat(store.runs().list(10, null)).isEmpty();
            assertThat(store.warnings())
                    .extracting(Problem::message)
                    .singleElement()
                    .asString()
                    .contains("belongs to another journal");
        }
    }

    @Test
    void passesOverWhatANewerProgramWrote() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            store.record("future.event", "{\"x\":1}");
            store.record("run.started", "{\"state\":\"FLOATING\",\"run\":\"odd\"}");
            store.runs().start(begun("r1"));
            assertThat(store.runs().show("r1")).isPresent();
            assertThat(store.warnings())
                    .extracting(Problem::message)
                    .containsExactly(
                            "Event 3 (run.started) of the journal could not be brought into the"
                                    + " index");
        }
    }

    @Test
    void recordsFromManyThreadsAndSeesItsOwnWrites() throws InterruptedException {
        try (MetadataStore store = MetadataStore.open(folder)) {
            List<Thread> threads =
                    IntStream.range(0, 16)
                            .mapToObj(t -> Thread.ofPlatform().unstarted(() -> runs(store, t)))
                            .toList();
            List<Throwable> failures =
                    java.util.Collections.synchronizedList(new java.util.ArrayList<>());
            threads.forEach(t -> t.setUncaughtExceptionHandler((at, e) -> failures.add(e)));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(store.runs().list(1_000, null)).hasSize(160);
        }
    }

    @Test
    void survivesTheInterruptionOfAThreadThatRecords() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                store.runs().start(begun("r" + i));
                assertThat(store.runs().show("r" + i)).isPresent();
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(store.warnings()).isEmpty();
        }
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertThat(store.runs().list(100, null)).hasSize(20);
        }
    }

    @Test
    void keepsControlResultsAndVersions() {
        ControlRecord pass =
                new ControlRecord("GDPR-01", "orders", "PASS", "gdpr 1", null, "{}", T0);
        VersionRecord version = new VersionRecord("clean", "v1", null, 3, T0);
        try (MetadataStore store = MetadataStore.open(folder)) {
            store.controls().record(pass);
            store.versions().committed(version);
        }
        try (MetadataStore store = MetadataStore.open(folder)) {
            assertThat(store.controls().list("orders")).containsExactly(pass);
            assertThat(store.versions().list("clean")).containsExactly(version);
        }
    }

    private static void runs(MetadataStore store, int thread) {
        for (int i = 0; i < 10; i++) {
            String id = thread + "-" + i;
            store.runs().start(begun(id));
            if (store.runs().show(id).isEmpty()) {
                throw new IllegalStateException("Not seen: " + id);
            }
        }
    }

    private void fill() {
        try (MetadataStore store = MetadataStore.open(folder)) {
            IntStream.range(0, 30).forEach(i -> store.runs().start(begun("r" + i)));
            IntStream.range(0, 30).forEach(i -> store.runs().finish(ended("r" + i)));
            store.auditEvents().append("anna", "run", "orders", "done", Map.of("run", "r1"));
        }
    }

    private static void assertFilled(MetadataStore store) {
        assertThat(store.runs().list(100, null)).hasSize(30);
        assertThat(store.runs().show("r29")).contains(ended("r29"));
        assertThat(store.auditEvents().list(null, null, null, 10)).hasSize(1);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}

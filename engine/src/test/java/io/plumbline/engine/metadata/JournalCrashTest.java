package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power cuts and disks that refuse: what was acknowledged is there afterwards, in order.
final class JournalCrashTest {
    private static final long SMALL_SEGMENT = 4_000;

    @TempDir private Path folder;
    private int torn;

    @Test
    void losesNothingAcknowledgedWhenThePowerIsCut() throws Exception {
        for (long seed = 1; seed <= 60; seed++) {
            cutThePower(seed);
        }
        assertThat(torn).as("cuts in the middle of a write").isPositive();
    }

    @Test
    @Tag("soak")
    void losesNothingAcknowledgedInThousandsOfPowerCuts() throws Exception {
        for (long seed = 1_000; seed <= 4_000; seed++) {
            cutThePower(seed);
        }
    }

    /// Three lives of one workspace, each with threads that append until the power goes at a random
    /// moment.
    private void cutThePower(long seed) throws Exception {
        Random random = new Random(seed);
        Path workspace = Files.createDirectory(folder.resolve("seed" + seed));
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        for (int life = 0; life < 3; life++) {
            CrashFiles files = new CrashFiles();
            try (WorkspaceLock lock = WorkspaceLock.acquire(workspace, "test")) {
                Journal journal = Journal.open(lock, files, SMALL_SEGMENT, r -> {});
                torn += journal.torn().isPresent() ? 1 : 0;
                assertHolds(journal, acknowledged, seed);
                appendUntilTheCut(journal, files, acknowledged, random, life);
                journal.close();
                files.heal();
                files.crash(random);
            }
        }
        try (WorkspaceLock lock = WorkspaceLock.acquire(workspace, "test");
                Journal journal = Journal.open(lock)) {
            assertHolds(journal, acknowledged, seed);
        }
        assertThat(JournalVerification.of(workspace).isGood()).as("seed %d", seed).isTrue();
    }

    /// Forces fail from the cut on, so that nothing later is acknowledged or certain to be there.
    private static void appendUntilTheCut(
            Journal journal, CrashFiles files, List<String> acknowledged, Random random, int life)
            throws InterruptedException {
        int before = random.nextInt(20);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            String name = life + "-" + t + "-";
            int size = 10 + random.nextInt(900);
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> append(journal, files, acknowledged, name, before, size)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void append(
            Journal journal,
            CrashFiles files,
            List<String> acknowledged,
            String name,
            int before,
            int size) {
        for (int i = 0; i < before + 5; i++) {
            if (i == before) {
                files.failForces("power is gone");
            }
            String payload = "{\"id\":\"" + name + i + "\",\"pad\":\"" + "x".repeat(size) + "\"}";
            try {
                journal.append("event", payload);
                acknowledged.add(payload);
            } catch (PlumblineException _) {
                return;
            }
        }
    }

    private static void assertHolds(Journal journal, List<String> acknowledged, long seed) {
        List<String> found =
                JournalTest.all(journal.read(1)).stream().map(JournalRecord::payload).toList();
        assertThat(found).as("seed %d", seed).containsAll(acknowledged).doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterAFullDiskWasCleared() throws IOException {
        CrashFiles files = new CrashFiles();
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock, files, SMALL_SEGMENT, r -> {})) {
            journal.append("before", "{}");
            files.failWritesAfter(30, "No space left on device");
            assertThatThrownBy(() -> journal.append("lost", "{}"))
                    .isInstanceOfSatisfying(
                            PlumblineException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.DISK_FULL))
                    .hasMessage("Cannot record what happened in the journal: the disk is full");
            files.heal();
            assertThat(journal.append("after", "{}").sequence()).isEqualTo(2);
            assertThat(JournalTest.all(journal.read(1)))
                    .extracting(JournalRecord::type)
                    .containsExactly("before", "after");
        }
        assertThat(JournalVerification.of(folder).isGood()).isTrue();
    }

    @Test
    void recordsNothingMoreAfterAFlushThatFailed() {
        CrashFiles files = new CrashFiles();
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test")) {
            Journal journal = Journal.open(lock, files, SMALL_SEGMENT, r -> {});
            journal.append("before", "{}");
            files.failForces("Input/output error");
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> journal.append("unknown", "{}"))
                        .isInstanceOfSatisfying(
                                PlumblineException.class,
                                e ->
                                        assertThat(e.problem().code())
                                                .isEqualTo(ErrorCode.JOURNAL_UNWRITABLE))
                        .hasMessageContaining("unknown until the workspace is opened again");
                files.heal();
            }
            journal.close();
        }
        try (WorkspaceLock lock = WorkspaceLock.acquire(folder, "test");
                Journal journal = Journal.open(lock)) {
            assertThat(JournalTest.all(journal.read(1)).getFirst().type()).isEqualTo("before");
            assertThat(journal.append("after", "{}").sequence()).isEqualTo(2);
        }
    }

    /// What waits behind a record whose new segment could not be begun must not be written behind
    /// the end of the old segment: the new one may be there after the crash.
    @Test
    void writesNothingBehindASegmentWhoseSuccessorFailed() throws Exception {
        for (long seed = 1; seed <= 40; seed++) {
            Path workspace = Files.createDirectory(folder.resolve("rotation" + seed));
            CrashFiles files = new CrashFiles();
            List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
            try (WorkspaceLock lock = WorkspaceLock.acquire(workspace, "test")) {
                Journal journal = Journal.open(lock, files, 1, r -> {});
                files.failForcesAfter(2, "power is gone");
                List<Thread> threads = new ArrayList<>();
                for (int t = 0; t < 8; t++) {
                    String name = t + "-";
                    threads.add(
                            Thread.ofPlatform()
                                    .start(() -> append(journal, files, acknowledged, name, 9, 5)));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                journal.close();
                files.heal();
                files.crash(new Random(seed));
            }
            try (WorkspaceLock lock = WorkspaceLock.acquire(workspace, "test");
                    Journal journal = Journal.open(lock)) {
                assertHolds(journal, acknowledged, seed);
            }
        }
    }

    @Test
    void saysThatAReadOnlyFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("occupied"), "");
        assertThatThrownBy(() -> WorkspaceLock.acquire(file, "test"))
                .isInstanceOf(PlumblineException.class)
                .hasMessageStartingWith("Cannot open the workspace: ");
    }

    @Test
    void forcesTheNameOfEachNewSegment() throws IOException {
        for (long seed = 1; seed <= 30; seed++) {
            Path workspace = Files.createDirectory(folder.resolve("names" + seed));
            CrashFiles files = new CrashFiles();
            try (WorkspaceLock lock = WorkspaceLock.acquire(workspace, "test")) {
                Journal journal = Journal.open(lock, files, 300, r -> {});
                for (int i = 0; i < 10; i++) {
                    journal.append("event", "{\"i\":" + i + "}");
                }
                files.crash(new Random(seed));
                journal.close();
            }
            try (WorkspaceLock lock = WorkspaceLock.acquire(workspace, "test");
                    Journal journal = Journal.open(lock)) {
                assertThat(JournalTest.all(journal.read(1))).as("seed %d", seed).hasSize(10);
            }
            try (Stream<Path> segments = Files.list(workspace.resolve("journal"))) {
                assertThat(segments.count()).isGreaterThan(2);
            }
        }
    }
}

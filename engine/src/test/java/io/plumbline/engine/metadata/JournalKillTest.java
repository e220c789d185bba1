package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 at random moments: every line that the killed process printed after an acknowledgement
/// is in the journal, and in the index, after the next opening.
final class JournalKillTest {
    @TempDir private Path folder;

    @Test
    void losesNoAcknowledgedEventToAKill() throws Exception {
        kill(15, 7);
    }

    @Test
    @Tag("soak")
    void losesNoAcknowledgedEventToFiveHundredKills() throws Exception {
        kill(500, 11);
    }

    private void kill(int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < rounds; round++) {
            ChildJvm.Running child = ChildJvm.start(Appender.class, folder.toString(), "r" + round);
            List<String> printed = new ArrayList<>();
            int lines = 1 + random.nextInt(120);
            for (int i = 0; i < lines; i++) {
                printed.add(child.line());
            }
            assertThat(printed).as("round %d", round).doesNotContainNull();
            Thread.sleep(random.nextInt(20));
            printed.addAll(child.kill());
            acknowledged.addAll(printed);
            assertAllThere(acknowledged, round);
        }
        assertThat(acknowledged).hasSizeGreaterThan(rounds);
    }

    private void assertAllThere(Set<String> acknowledged, int round) {
        assertThat(JournalVerification.of(folder).damage()).as("round %d", round).isEmpty();
        try (MetadataStore store = MetadataStore.open(folder)) {
            List<AuditRecord> events = store.auditEvents().list(null, null, null, 10_000_000);
            assertThat(events.stream().map(AuditRecord::subject).toList())
                    .as("round %d", round)
                    .containsAll(acknowledged);
            assertThat(store.runs().list(10_000_000, null))
                    .as("round %d", round)
                    .isNotEmpty()
                    .noneMatch(r -> r.state() == RunState.RUNNING);
            assertThat(store.warnings())
                    .as("round %d", round)
                    .noneMatch(JournalKillTest::isOfIndex);
            assertThat(store.lock().orElseThrow().takenOverFrom().orElseThrow().program())
                    .isEqualTo("appender");
        }
        assertThat(JournalVerification.of(folder).isGood()).as("round %d", round).isTrue();
    }

    private static boolean isOfIndex(Problem warning) {
        return warning.code() == ErrorCode.METADATA_DAMAGED;
    }

    /// Appends from four threads and prints each subject after its acknowledgement.
    static final class Appender {
        public static void main(String[] arguments) throws InterruptedException {
            MetadataStore store = MetadataStore.open(Path.of(arguments[0]), "appender");
            store.runs().start(RunRecord.started(arguments[1], "p", "h", "anna", Instant.now()));
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String name = arguments[1] + "-" + t + "-";
                threads.add(Thread.ofPlatform().start(() -> append(store, name)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void append(MetadataStore store, String name) {
            for (int i = 0; ; i++) {
                store.auditEvents().append("anna", "test", name + i, "DONE", Map.of());
                System.out.println(name + i);
                System.out.flush();
            }
        }
    }
}

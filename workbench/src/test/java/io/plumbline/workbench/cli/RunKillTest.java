package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.compliance.audit.AuditVerifier;
import io.plumbline.engine.metadata.ChildJvm;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 at random moments of whole runs, from the command line down to the disk: the records
/// open, every output is one version and whole, no acknowledged event is lost, and the run that was
/// killed is shown as interrupted.
final class RunKillTest {
    private static final int ROWS = 200_000;

    @TempDir private Path root;

    @Test
    void leavesEverythingWholeAfterAKill() throws Exception {
        kill(3, 3);
    }

    @Test
    @Tag("soak")
    void leavesEverythingWholeAfterTwentyKills() throws Exception {
        kill(20, 5);
    }

    private void kill(int rounds, long seed) throws Exception {
        makeWorkspace();
        assertThat(Ran.of("run", "totals", "-w", root.toString(), "--param", "round=-1").code())
                .isZero();
        Random random = new Random(seed);
        Set<String> known = new HashSet<>(auditEvents());
        int interrupted = 0;
        for (int round = 0; round < rounds; round++) {
            String stage = random.nextBoolean() ? "totals: write" : "totals: commit";
            boolean ended = runAndKill(round, stage, random.nextInt(300));
            interrupted += assertWhole(round, ended) ? 1 : 0;
            List<String> events = auditEvents();
            assertThat(events).as("round %d", round).containsAll(known);
            known.addAll(events);
        }
        assertThat(interrupted).as("runs killed before their end").isPositive();
    }

    /// Returns whether the run had said that it was done.
    private boolean runAndKill(int round, String stage, int milliseconds) throws Exception {
        ChildJvm.Running child =
                ChildJvm.start(RunOnce.class, root.toString(), String.valueOf(round));
        List<String> said = new ArrayList<>();
        for (String line = child.line(); line != null; line = child.line()) {
            said.add(line);
            if (line.startsWith(stage)) {
                break;
            }
        }
        assertThat(said).as("round %d", round).anyMatch(l -> l.startsWith(stage));
        Thread.sleep(milliseconds);
        said.addAll(child.kill());
        return said.contains("ended with 0");
    }

    /// Returns whether the last run was interrupted.
    private boolean assertWhole(int round, boolean ended) throws IOException {
        Path records = root.resolve(".plumbline");
        RunRecord last;
        try (MetadataStore store = MetadataStore.open(records)) {
            List<RunRecord> runs = store.runs().list(1_000, "totals");
            assertThat(runs).as("round %d", round).noneMatch(r -> r.state() == RunState.RUNNING);
            last = runs.getFirst();
        }
        assertThat(last.state())
                .as("round %d", round)
                .isIn(RunState.COMPLETE, RunState.INTERRUPTED);
        if (ended) {
            assertThat(last.state()).as("round %d", round).isEqualTo(RunState.COMPLETE);
        }
        assertThat(AuditVerifier.verify(records).good()).as("round %d", round).isTrue();

        List<String> lines = Files.readAllLines(root.resolve("data/totals.csv"));
        assertThat(lines).as("round %d", round).hasSize(ROWS + 1);
        assertThat(lines.stream().skip(1).map(l -> l.substring(l.lastIndexOf(',') + 1)).distinct())
                .as("versions in the file, round %d", round)
                .hasSize(1);
        String table =
                Ran.of(
                                "query",
                                "-w",
                                root.toString(),
                                "--format",
                                "csv",
                                "--sql",
                                "SELECT COUNT(*), COUNT(DISTINCT round) FROM managed_totals")
                        .out();
        assertThat(table.lines().skip(1)).as("round %d", round).containsExactly(ROWS + ",1");
        return last.state() == RunState.INTERRUPTED;
    }

    private List<String> auditEvents() {
        try (MetadataStore store = MetadataStore.open(root.resolve(".plumbline"))) {
            return store.auditEvents().list(null, null, null, 10_000).stream()
                    .map(e -> e.time() + " " + e.action() + " " + e.subject() + " " + e.outcome())
                    .toList();
        }
    }

    private void makeWorkspace() throws IOException {
        StringBuilder rows = new StringBuilder("id,amount\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(i).append(',').append(i % 97).append('\n');
        }
        TestWorkspace.in(root)
                .file("data/sales.csv", rows.toString())
                .dataset("sales", "sales.csv")
                .dataset("totals", "totals.csv")
                .pipeline(
                        "totals",
                        """
                        parameters:
                          round: {type: INTEGER}
                        steps:
                          - id: sales
                            type: read
                            dataset: sales
                          - id: marked
                            type: derive
                            input: sales
                            columns: {round: ':round'}
                          - id: to_file
                            type: write
                            input: marked
                            dataset: totals
                          - id: to_table
                            type: write
                            input: marked
                            dataset: managed_totals
                        """);
    }

    /// The command, in a process of its own.
    static final class RunOnce {
        public static void main(String[] arguments) {
            int code =
                    new CommandLineProgram(System.out, System.out)
                            .run(
                                    "run",
                                    "totals",
                                    "-w",
                                    arguments[0],
                                    "--param",
                                    "round=" + arguments[1]);
            System.out.println("ended with " + code);
            System.out.flush();
        }
    }
}

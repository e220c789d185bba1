package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsCommandTest {
    @TempDir Path root;
    @TempDir Path own;

    @AfterEach
    void giveTheSettingsBack() {
        System.clearProperty("plumbline.settings");
    }

    @BeforeEach
    void makeAWorkspace() throws IOException {
        System.setProperty("plumbline.settings", own.toString());
        TestWorkspace.in(root)
                .dataset("o", "o.csv")
                .file("data/o.csv", "n\n1\n2\n")
                .file("p.sh", "cat\n")
                .pipeline(
                        "p",
                        """
                        steps:
                          - {id: o, type: read, dataset: o}
                          - {id: s, type: external, input: o, command: [sh, p.sh], files: [p.sh], rows: one_to_one, columns: {n: BIGINT}, flow: {n: [n]}}
                          - {id: w, type: write, input: s, dataset: out}
                        """);
    }

    private Ran ran(String... words) {
        return Ran.of(words);
    }

    private Ran run() {
        return ran("run", "p", "-w", root.toString(), "--quiet");
    }

    @Test
    void allowsListsAndRevokes() {
        assertThat(run().code()).isEqualTo(4);

        Ran allowed = ran("programs", "allow", "p.s", "-w", root.toString());
        assertThat(allowed.err()).isEmpty();
        assertThat(allowed.out())
                .startsWith("allowed for step 's': sh p.sh\n")
                .containsPattern("\n  [0-9a-f]{64}  p\\.sh\n  [0-9a-f]{64}  /.*sh\n$");
        assertThat(run().code()).isZero();

        String hash = allowed.out().lines().skip(1).findFirst().orElseThrow().strip().split(" ")[0];
        String listed = ran("programs", "list").out();
        assertThat(listed).contains("  " + hash + "  p.sh\n").endsWith("1 program\n");
        String print = listed.substring(0, 64);
        assertThat(ran("programs", "revoke", print).out()).endsWith("sh p.sh\n");
        assertThat(ran("programs", "list").out()).isEqualTo("0 programs\n");
        assertThat(run())
                .satisfies(r -> assertThat(r.code()).isEqualTo(4))
                .satisfies(r ->
                        assertThat(r.err())
                                .contains(
                                        "error PROGRAM_REFUSED: Cannot run program 'sh p.sh' of step 's': you"
                                                + " have not allowed it (p.s (command))\n"
                                                + "  Look at what it does; if you trust it: plumbline programs"
                                                + " allow p.s"));
        assertThat(ran("programs", "revoke", print).err())
                .contains("Unknown program: no fingerprint begins with '" + print + "'");
    }

    @Test
    void refusesToAllowWhatRunsNothing() {
        assertThat(ran("programs", "allow", "p.o", "-w", root.toString()).err())
                .contains("Nothing to allow: 'p.o' runs no program");
        assertThat(ran("programs", "allow", "p.x", "-w", root.toString()).err())
                .contains("Pipeline 'p' has no step 'x'");
        assertThat(ran("programs", "revoke", "").code()).isEqualTo(2);
    }
}

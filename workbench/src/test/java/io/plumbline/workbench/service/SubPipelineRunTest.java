package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.cli.CommandLineProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubPipelineRunTest {
    @TempDir Path root;
    private TestWorkspace workspace;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = TestWorkspace.in(root);
        workspace.dataset("orders", "orders.csv");
        workspace.file("data/orders.csv", "id,amount\n1,5\n2,50\n3,-1\n");
        workspace.pipeline(
                "large",
                """
                parameters:
                  least: {type: INTEGER, default: '10'}
                steps:
                  - {id: rows, type: input, columns: {id: BIGINT, amount: BIGINT}}
                  - id: sound
                    type: check
                    input: rows
                    checks: [{type: range, columns: [amount], min: 0, on_failure: quarantine}]
                  - {id: kept, type: filter, input: sound, condition: amount >= :least}
                  - {id: large, type: output, input: kept}
                """);
        workspace.pipeline(
                "p",
                """
                steps:
                  - {id: orders, type: read, dataset: orders}
                  - {id: s, type: pipeline, pipeline: large, input: orders, params: {least: 5}}
                  - {id: w, type: write, input: s, dataset: found}
                """);
    }

    private String run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = new CommandLineProgram(both, both).run(args);
            both.println("exit " + code);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void runsTheStepsOfTheOtherPipelineWithItsChecksAccountsAndLineage() {
        String ran = run("run", "p", "-w", root.toString(), "--quiet");
        assertThat(ran)
                .contains("s/kept ")
                .contains("wrote found: 2 rows")
                .contains("check range_amount of s/sound: 1 of 3 rows fail, action quarantine")
                .contains("/s.sound.parquet")
                .contains("exit 1");
        assertThat(run("lineage", "found.amount", "-w", root.toString(), "--upstream"))
                .contains("orders.amount")
                .contains("exit 0");
        assertThat(run("preview", "p.s/kept", "-w", root.toString())).contains("2 rows");
        assertThat(run("plan", "p", "-w", root.toString())).contains("s/kept").contains("exit 0");
        assertThat(run("lineage", "p", "-w", root.toString(), "--format", "openlineage"))
                .contains("exit 0");
    }

    @Test
    void refusesToRunAPipelineWithInputsByItself() {
        assertThat(run("run", "large", "-w", root.toString()))
                .contains("Cannot run pipeline 'large' by itself: nothing feeds its inputs 'rows'")
                .contains("exit 2");
        assertThat(run("validate", "-w", root.toString())).contains("good");
    }

    @Test
    void tellsAnErrorInsideWithFileLineAndColumn() throws IOException {
        workspace.pipeline(
                "large",
                "steps:\n  - {id: rows, type: input, columns: {id: BIGINT}}\n"
                        + "  - {id: kept, type: filter, input: rows, condition: amout > 1}\n"
                        + "  - {id: large, type: output, input: kept}\n");
        assertThat(run("run", "p", "-w", root.toString()))
                .contains("pipelines/large.yaml:5:")
                .contains("(by step 's' of pipeline 'p')")
                .contains("exit 2");
    }
}

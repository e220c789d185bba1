package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.Json;
import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageProofCommandTest {
    @TempDir Path root;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        TestWorkspace.in(root)
                .file("data/sales.csv", "country,amount,cost\nCH,10,1\nCH,5,2\nFR,7,3\n")
                .dataset("sales", "sales.csv")
                .file("data/none.csv", "country,amount,cost\n")
                .dataset("none", "none.csv")
                .pipeline("totals", pipeline("sales"))
                .pipeline("empty", pipeline("none"))
                .pipeline("looks", "steps:\n  - {id: sales, type: read, dataset: sales}\n");
    }

    private static String pipeline(String dataset) {
        return """
        steps:
          - {id: sales, type: read, dataset: %s}
          - {id: paid, type: filter, input: sales, condition: CAST(amount AS INTEGER) > 6}
          - {id: sums, type: aggregate, input: paid, group_by: [country], aggregates: {margin: SUM(amount)}}
          - {id: publish, type: write, input: sums, dataset: %s_totals}
        """
                .formatted(dataset, dataset);
    }

    private Ran prove(String... more) {
        String[] args = new String[more.length + 4];
        args[0] = "lineage";
        args[1] = "--prove";
        args[2] = "-w";
        args[3] = root.toString();
        System.arraycopy(more, 0, args, 4, more.length);
        return Ran.of(args);
    }

    @Test
    void saysWhatWasTriedAndWritesNothing() throws IOException {
        Ran ran = prove("totals", "--trials", "9");

        assertThat(ran.err()).contains("trying 1 of 3: sales.country");
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("totals: ")
                .contains(" trials over 3 rows of sales; seed 1")
                .contains("  4 edges: 4 exercised, 0 not")
                .endsWith("sound: lineage explains every change\n");
        assertThat(root.resolve(".plumbline/lakehouse"))
                .satisfies(p -> assertThat(Files.exists(p.resolve("sales_totals"))).isFalse());
        Ran log = Ran.of("audit", "log", "-w", root.toString());
        assertThat(log.out())
                .contains("lineage.proved")
                .contains("pipeline:totals")
                .contains("SOUND");
    }

    @Test
    void makesUpRowsWhereASourceIsEmpty() {
        Ran ran = prove("empty", "--trials", "9", "--rows", "30");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("30 made-up rows of none");
    }

    @Test
    void givesTheEdgesAsJson() {
        Ran ran = prove("totals", "--trials", "9", "--format", "json", "--quiet");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        Map<?, ?> proof = (Map<?, ?>) Json.read(ran.out());
        assertThat(proof.get("sound")).isEqualTo(true);
        assertThat(ran.out()).contains("\"dataset\": \"sales\"").contains("\"FILTER\"");
        assertThat(prove("totals", "--trials", "9", "--format", "json", "--quiet").out())
                .isEqualTo(ran.out());
    }

    @Test
    void refusesWhatCannotBeTried() {
        assertThat(prove("totals", "--trials", "0").err())
                .contains("ARGUMENT_INVALID")
                .contains("Invalid value for option '--trials': '0' (must be from 1 to 10000)");
        assertThat(prove("looks").err())
                .contains("Cannot try lineage: pipeline 'looks' writes no dataset");
        assertThat(prove("totls").err()).contains("PIPELINE_UNKNOWN").contains("'totals'");
        assertThat(prove("totals", "--format", "openlineage").code()).isEqualTo(2);
        assertThat(prove("--sql", "x.sql").code()).isEqualTo(2);
    }

    @Test
    void saysThatThePipelineFailsOverTheRowsAsTheyAre() throws IOException {
        TestWorkspace.in(root)
                .pipeline(
                        "casts",
                        """
                        steps:
                          - {id: sales, type: read, dataset: sales}
                          - {id: d, type: derive, input: sales, columns: {n: 'CAST(country AS INTEGER)'}}
                          - {id: publish, type: write, input: d, dataset: casts}
                        """);

        Ran ran = prove("casts");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("VALUE_INVALID")
                .contains("the pipeline fails over the rows drawn, as they are")
                .doesNotContain("CH");
    }
}

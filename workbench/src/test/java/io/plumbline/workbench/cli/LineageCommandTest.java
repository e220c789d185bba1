package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageCommandTest {
    @TempDir Path root;

    @BeforeEach
    void runAPipeline() throws IOException {
        TestWorkspace.in(root)
                .file("data/sales.csv", "country,amount,cost\nCH,10,1\nCH,5,2\nFR,7,3\n")
                .dataset("sales", "sales.csv")
                .pipeline(
                        "totals",
                        """
                        steps:
                          - id: sales
                            type: read
                            dataset: sales
                          - id: good
                            type: check
                            input: sales
                            checks:
                              - type: range
                                columns: amount
                                min: 0
                                on_failure: quarantine
                          - id: by_country
                            type: aggregate
                            input: good
                            group_by: [country]
                            aggregates: {margin: SUM(amount - cost), source: "'shop'"}
                          - id: publish
                            type: write
                            input: by_country
                            dataset: totals
                        """);
        assertThat(Ran.of("run", "totals", "-w", root.toString()).code()).isZero();
    }

    private Ran lineage(String target) {
        return Ran.of("lineage", target, "-w", root.toString());
    }

    @Test
    void saysWhatIsComputedAndCheckedInThePipelinesWords() {
        Ran ran = lineage("totals.margin");
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .isEqualTo(
                        """
                        totals.margin
                          ── sales.amount  [AGGREGATION, totals]  by_country: SUM(amount - cost)
                          ── sales.cost  [AGGREGATION, totals]  by_country: SUM(amount - cost)
                          ┄┄ sales.amount  [FILTER, totals]  good: check amount at least 0
                          ┄┄ sales.country  [GROUP_BY, totals]  by_country: GROUP BY country
                        """);
    }

    @Test
    void namesTheNearestColumn() {
        Ran ran = lineage("totals.margn");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("COLUMN_UNKNOWN")
                .contains("Unknown column: 'margn' of dataset 'totals'")
                .contains("Did you mean 'totals.margin'?");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void namesTheNearestDataset() {
        Ran ran = lineage("totls.margin");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'totls.margin'").contains("Did you mean 'totals'?");
    }

    @Test
    void knowsColumnsWithoutLineage() {
        Ran constant = lineage("totals.source");
        assertThat(constant.code()).isZero();
        assertThat(lineage("sales.country").code()).isZero();
    }
}

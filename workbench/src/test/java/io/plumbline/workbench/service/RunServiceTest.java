package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.metadata.AuditRecord;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.engine.spi.FileGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunServiceTest {
    private static final RunService.Settings DEFAULTS = new RunService.Settings(Map.of(), true);

    @TempDir private Path root;

    @BeforeEach
    void makeWorkspace() throws IOException {
        TestWorkspace.in(root)
                .file("data/sales.csv", "country,amount\nCH,10\nCH,5\nFR,7\n")
                .dataset("sales", "sales.csv")
                .pipeline(
                        "totals",
                        """
                        steps:
                          - id: sales
                            type: read
                            dataset: sales
                          - id: by_country
                            type: aggregate
                            input: sales
                            group_by: [country]
                            aggregates: {amount: SUM(amount)}
                          - id: publish
                            type: write
                            input: by_country
                            dataset: totals
                        """);
    }

    @Test
    void recordsTheRunItsLineageAndItsAudit() {
        Surroundings surroundings = Surroundings.ofThisMachine();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            RunReport report = run(surroundings, session, store);

            assertThat(report.problems()).isEmpty();
            RunRecord recorded = store.runs().show(report.runId()).orElseThrow();
            assertThat(recorded.state()).isEqualTo(RunState.COMPLETE);
            assertThat(recorded.steps())
                    .extracting(s -> s.step() + " " + s.rowsOut())
                    .contains("sales 3", "by_country 2");
            assertThat(actions(store)).containsExactly("run.started", "run.finished");
            assertThat(store.lineage().datasets()).contains("sales", "totals");
        }
    }

    /// The engine computes short decimals in 64 bits first, and fails where that is not enough.
    @Test
    void hasRoomForEveryDigitOfAProductOfDecimals() throws IOException {
        new TestWorkspace(root)
                .pipeline(
                        "totals",
                        """
                        steps:
                          - id: sales
                            type: read
                            dataset: sales
                          - id: large
                            type: derive
                            input: sales
                            columns:
                              product: >-
                                CAST(amount AS DECIMAL(15,2)) * CAST(1000000000000 AS DECIMAL(15,2))
                                * CAST(1000000 AS DECIMAL(8,0))
                          - id: publish
                            type: write
                            input: large
                            dataset: totals
                        """);
        Surroundings surroundings = Surroundings.ofThisMachine();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            RunReport report = run(surroundings, session, store);

            assertThat(report.problems()).isEmpty();
            assertThat(report.outputs()).extracting(RunReport.Written::rows).containsExactly(3L);
            assertThat(store.runs().list(10, "totals")).hasSize(1);
        }
    }

    @Test
    void recordsARunThatADefectEndedAsFailed() {
        FileGuard defect =
                (files, format) -> {
                    throw new IllegalStateException("a defect");
                };
        Surroundings here = Surroundings.ofThisMachine();
        Surroundings surroundings =
                new Surroundings(here.connectors(), here.settings(), defect, "anna");
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            assertThatThrownBy(() -> run(surroundings, session, store))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a defect");

            RunRecord recorded = store.runs().list(1, "totals").getFirst();
            assertThat(recorded.state()).isEqualTo(RunState.FAIL);
            assertThat(recorded.problems())
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.INTERNAL_ERROR);
            assertThat(actions(store)).containsExactly("run.started", "run.finished");
        }
    }

    private static RunReport run(
            Surroundings surroundings, WorkspaceSession session, MetadataStore store) {
        return new RunService(surroundings)
                .run(session, store, "totals", DEFAULTS, event -> {}, new Cancellation());
    }

    private static List<String> actions(MetadataStore store) {
        return store.auditEvents().list(null, null, null, 10).stream()
                .map(AuditRecord::action)
                .toList();
    }
}

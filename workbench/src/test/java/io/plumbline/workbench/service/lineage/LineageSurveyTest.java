package io.plumbline.workbench.service.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageOrigin;
import io.plumbline.engine.metadata.LineageRecord;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.TestWorkspace;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.lineage.LineageMap.Basis;
import io.plumbline.workbench.service.lineage.LineageMap.Edge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageSurveyTest {
    private static final String STEPS =
            """
            steps:
              - id: orders
                type: read
                dataset: orders
              - id: priced
                type: derive
                input: orders
                columns:
                  gross: net * 2
              - id: publish
                type: write
                input: priced
                dataset: priced_orders
            """;

    @TempDir Path root;

    @BeforeEach
    void workspace() throws IOException {
        TestWorkspace.in(root)
                .dataset("orders", "orders.csv")
                .file("data/orders.csv", "id,net\n1,10\n")
                .pipeline("pricing", STEPS);
    }

    private WorkspaceSession session() {
        return WorkspaceSession.open(root, Surroundings.ofThisMachine());
    }

    @Test
    void knowsWhatIsDesignedBeforeAnythingRan() {
        try (WorkspaceSession session = session()) {
            LineageMap map = LineageSurvey.of(session, null, new Cancellation());
            LineageItem gross = new LineageItem("priced_orders", "gross");
            assertThat(map.edges(gross, true))
                    .extracting(e -> e.from().text(), Edge::basis)
                    .contains(org.assertj.core.groups.Tuple.tuple("orders.net", Basis.DESIGNED));
            assertThat(map.dataset("orders").orElseThrow().place()).isEqualTo("files");
            assertThat(map.dataset("priced_orders").orElseThrow().place()).isEqualTo("managed");
            assertThat(map.dataset("priced_orders").orElseThrow().columns())
                    .containsExactly("id", "net", "gross");
        }
    }

    @Test
    void saysOnceWhatIsRecordedAndDesignedAndMarksWhatOthersTold() {
        try (WorkspaceSession session = session();
                MetadataStore store = session.record("test")) {
            LineageEdge same =
                    new LineageEdge("ORDERS", "ID", "priced_orders", "id", true, "IDENTITY", "");
            store.lineage()
                    .record(
                            new LineageRecord(
                                    "pricing",
                                    "hash",
                                    List.of("ORDERS"),
                                    Map.of("priced_orders", List.of("id")),
                                    List.of(same),
                                    List.of()));
            store.lineage()
                    .record(
                            new LineageRecord(
                                    "mart",
                                    "hash",
                                    List.of("priced_orders"),
                                    Map.of("mart", List.of("id")),
                                    List.of(
                                            new LineageEdge(
                                                    "priced_orders",
                                                    "id",
                                                    "mart",
                                                    "id",
                                                    true,
                                                    "IDENTITY",
                                                    "")),
                                    List.of(),
                                    new LineageOrigin("dbt", Instant.EPOCH)));
            LineageMap map = LineageSurvey.of(session, store, new Cancellation());
            assertThat(map.edges(new LineageItem("priced_orders", "id"), true))
                    .filteredOn(e -> e.how().equals("IDENTITY"))
                    .extracting(e -> e.from().text(), Edge::basis)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("orders.ID", Basis.RECORDED));
            assertThat(map.edges(new LineageItem("mart", "id"), true))
                    .extracting(Edge::basis)
                    .containsExactly(Basis.IMPORTED);
            assertThat(map.dataset("mart").orElseThrow().place()).isEqualTo("imported");
            assertThat(map.links("priced_orders", true)).hasSize(1);
        }
    }

    @Test
    void namesThePipelinesWhoseDesignCannotBeFollowed() throws IOException {
        new TestWorkspace(root).pipeline("broken", STEPS.replace("net * 2", "nte * 2"));
        try (WorkspaceSession session = session()) {
            LineageMap map = LineageSurvey.of(session, null, new Cancellation());
            assertThat(map.leftOut()).containsExactly("broken");
            assertThat(map.links()).extracting(LineageMap.Link::pipeline).contains("pricing");
        }
    }

    @Test
    void tellsOtherProgramsOfEachPipelineInALine() {
        try (WorkspaceSession session = session()) {
            String events =
                    LineageEvents.openLineage(
                            session, "1", Instant.EPOCH, List.of("pricing"), new Cancellation());
            assertThat(events.lines()).hasSize(1);
            assertThat(events).contains("\"name\":\"pricing\"").contains("columnLineage");
            assertThatThrownBy(() ->
                            LineageEvents.openLineage(
                                    session, "1", Instant.EPOCH, List.of(), new Cancellation()))
                    .isInstanceOf(PlumblineException.class)
                    .hasMessageContaining("no pipeline of this workspace is shown");
        }
    }
}

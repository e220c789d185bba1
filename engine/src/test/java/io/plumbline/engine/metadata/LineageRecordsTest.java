package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two pipelines in a row: crm, billing → customer → report.
final class LineageRecordsTest {
    private static final LineageEdge NAME = edge("crm", "name", "customer", "name", "IDENTITY");
    private static final LineageEdge PAID =
            edge("billing", "paid", "customer", "paid", "AGGREGATION");
    private static final LineageEdge JOIN = edge("crm", "id", "customer", "paid", "JOIN");
    private static final LineageEdge TOTAL =
            edge("customer", "paid", "report", "total", "AGGREGATION");
    private static final LineageEdge COUNTRY =
            edge("customer", "NAME", "report", "label", "TRANSFORMATION");

    @TempDir private Path folder;
    private MetadataStore store;

    @BeforeEach
    void recordTwoPipelines() {
        store = MetadataStore.open(folder);
        store.lineage().record(customer("h1", List.of(NAME, PAID, JOIN)));
        store.lineage()
                .record(
                        new LineageRecord(
                                "reporting",
                                "h2",
                                List.of("customer"),
                                Map.of("report", List.of("label", "total")),
                                List.of(COUNTRY, TOTAL),
                                List.of("function my_udf")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void followsAColumnBackThroughAllPipelines() {
        LineageWalk walk = store.lineage().upstream("report", "total", 10);
        assertThat(walk.hops())
                .containsExactly(
                        new LineageWalk.Hop("reporting", 1, TOTAL),
                        new LineageWalk.Hop("customer360", 2, PAID),
                        new LineageWalk.Hop("customer360", 2, JOIN));
        assertThat(walk.datasets())
                .extracting(LineageWalk.Met::dataset)
                .containsExactly("report", "customer", "billing", "crm");
    }

    @Test
    void stopsAtTheDepthAskedFor() {
        assertThat(store.lineage().upstream("report", "total", 1).hops()).hasSize(1);
        assertThat(store.lineage().upstream("report", "total", 0).hops()).isEmpty();
    }

    @Test
    void followsAColumnOnToAllThatDependsOnIt() {
        assertThat(store.lineage().downstream("CRM", "Name", 10).hops())
                .extracting(LineageWalk.Hop::edge)
                .containsExactly(NAME, COUNTRY);
        assertThat(store.lineage().downstream("report", "total", 10).hops()).isEmpty();
    }

    @Test
    void followsDatasetsWithTheRunsThatWroteThem() {
        // a walk before the run, so that what it read is not told for ever
        assertThat(store.lineage().upstream("report", null, 10).datasets())
                .extracting(LineageWalk.Met::run)
                .containsOnlyNulls();
        RunRecord run = MetadataStoreTest.ended("r9");
        store.runs().start(MetadataStoreTest.begun("r9"));
        store.runs()
                .finish(
                        MetadataStoreTest.begun("r9")
                                .ended(
                                        RunState.COMPLETE,
                                        run.ended(),
                                        List.of(),
                                        List.of(),
                                        List.of(
                                                new OutputAccount(
                                                        "write", "Customer", "v9", 3, "REPLACE")),
                                        List.of()));
        LineageWalk walk = store.lineage().upstream("report", null, 10);
        assertThat(walk.hops())
                .extracting(h -> h.pipeline() + " " + h.edge().sourceDataset() + " " + h.distance())
                .containsExactly(
                        "reporting customer 1", "customer360 billing 2", "customer360 crm 2");
        assertThat(walk.datasets())
                .containsExactly(
                        new LineageWalk.Met("report", 0, null, null),
                        new LineageWalk.Met("customer", 1, "r9", "v9"),
                        new LineageWalk.Met("billing", 2, null, null),
                        new LineageWalk.Met("crm", 2, null, null));
    }

    @Test
    void replacesTheLineageOfAnOlderVersion() {
        assertThat(store.lineage().record(customer("h3", List.of(NAME)))).isTrue();
        assertThat(store.lineage().upstream("report", "total", 10).hops()).hasSize(1);
        assertThat(store.lineage().datasets())
                .containsExactly("billing", "crm", "customer", "report");
    }

    @Test
    void recordsTheSameLineageOnce() {
        long before = store.forces();
        assertThat(store.lineage().record(customer("h1", List.of(NAME, PAID, JOIN)))).isFalse();
        assertThat(store.forces()).isEqualTo(before);
    }

    @Test
    void treatsAnOutputWithoutColumnEdgesAsMadeOfAllInputs() {
        store.lineage()
                .record(
                        new LineageRecord(
                                "counting",
                                "h4",
                                List.of("report"),
                                Map.of("counts", List.of("n")),
                                List.of(),
                                List.of()));
        assertThat(store.lineage().upstream("counts", null, 1).datasets())
                .extracting(LineageWalk.Met::dataset)
                .containsExactly("counts", "report");
    }

    @Test
    void endsOnCycles() {
        store.lineage()
                .record(
                        new LineageRecord(
                                "back",
                                "h5",
                                List.of("report"),
                                Map.of("crm", List.of("name")),
                                List.of(edge("report", "label", "crm", "name", "IDENTITY")),
                                List.of()));
        assertThat(store.lineage().upstream("report", "label", 1_000).hops()).hasSize(3);
    }

    @Test
    void isThereAfterReopening() {
        store.close();
        store = MetadataStore.open(folder);
        assertThat(store.lineage().upstream("report", "total", 10).hops()).hasSize(3);
    }

    private static LineageRecord customer(String hash, List<LineageEdge> edges) {
        return new LineageRecord(
                "customer360",
                hash,
                List.of("crm", "billing"),
                Map.of("customer", List.of("name", "paid")),
                edges,
                List.of());
    }

    private static LineageEdge edge(
            String from, String column, String to, String toColumn, String how) {
        boolean direct = !how.equals("JOIN");
        return new LineageEdge(from, column, to, toColumn, direct, how, "");
    }
}

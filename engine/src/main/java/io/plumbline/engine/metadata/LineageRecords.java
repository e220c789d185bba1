package io.plumbline.engine.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lineage graph of the current versions of all pipelines; names match without regard to case.
public final class LineageRecords {
    private final MetadataStore store;

    LineageRecords(MetadataStore store) {
        this.store = store;
    }

    /// Records the lineage of a pipeline's version, unless it is what is recorded already.
    ///
    /// @return whether anything was new
    public boolean record(LineageRecord lineage) {
        String payload = Payloads.write(lineage);
        Optional<String> current =
                store.index()
                        .ask(h ->
                                h.select(
                                                "SELECT content_hash FROM lineage_jobs"
                                                        + " WHERE pipeline = ? AND"
                                                        + " is_current",
                                                lineage.pipeline())
                                        .mapTo(String.class)
                                        .findOne());
        if (current.isPresent() && current.orElseThrow().equals(contentHash(payload))) {
            return false;
        }
        store.record(EventType.LINEAGE_RECORDED, payload);
        return true;
    }

    /// Returns who told of the current lineage of a pipeline; empty where nobody did.
    public Optional<LineageOrigin> origin(String pipeline) {
        return store.index()
                .ask(h ->
                        h.select(
                                        "SELECT producer, told_at FROM lineage_jobs WHERE pipeline"
                                                + " = ? AND is_current AND told_at IS NOT NULL",
                                        pipeline)
                                .map((r, c) -> Objects.requireNonNull(LineageRows.origin(r)))
                                .findOne());
    }

    /// Returns the datasets known to the graph, in order of the alphabet.
    public List<String> datasets() {
        return store.lineageCache().names();
    }

    /// Returns the columns of a dataset that stand in the current lineage of some pipeline, by
    /// name.
    public List<String> columns(String dataset) {
        return store.lineageCache().columns().columns(dataset).stream()
                .filter(c -> !c.equals(LineageRows.ANY))
                .toList();
    }

    /// Returns every edge between columns; their distance is 0. Of equal edges of two pipelines the
    /// first pipeline's stays.
    public List<LineageWalk.Hop> columnEdges() {
        return store.lineageCache().columns().all();
    }

    /// Returns every edge between datasets, whose columns are `*`; their distance is 0.
    public List<LineageWalk.Hop> datasetEdges() {
        return store.lineageCache().datasets().all();
    }

    /// Follows a dataset or a column back to where it comes from.
    ///
    /// @param column null for the dataset as such
    /// @param depth how many pipelines to go back at most
    public LineageWalk upstream(String dataset, @Nullable String column, int depth) {
        return walk(dataset, column, depth, true);
    }

    /// Follows a dataset or a column to all that depends on it.
    ///
    /// @param column null for the dataset as such
    /// @param depth how many pipelines to go on at most
    public LineageWalk downstream(String dataset, @Nullable String column, int depth) {
        return walk(dataset, column, depth, false);
    }

    static String contentHash(String payload) {
        return RecordFormat.hex(
                RecordFormat.sha256().digest(payload.getBytes(StandardCharsets.UTF_8)));
    }

    private LineageWalk walk(String dataset, @Nullable String column, int depth, boolean upstream) {
        LineageCache cache = store.lineageCache();
        LineageGraph graph = column == null ? cache.datasets() : cache.columns();
        LineageGraph.Found found =
                graph.follow(dataset, column == null ? LineageRows.ANY : column, depth, upstream);
        Map<String, LineageCache.LastRun> runs = cache.runs();
        List<LineageWalk.Met> met = new ArrayList<>();
        found.datasets()
                .forEach((name, distance) -> {
                    LineageCache.LastRun run = runs.get(name.toLowerCase(Locale.ROOT));
                    met.add(
                            new LineageWalk.Met(
                                    name,
                                    distance,
                                    run == null ? null : run.id(),
                                    run == null ? null : run.version()));
                });
        return new LineageWalk(dataset, column, found.hops(), met);
    }
}

package io.plumbline.engine.metadata;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The lineage graph of the current versions of all pipelines; names match without regard to case.
public final class LineageRecords {
    private static final String ANY = "*";

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
                                .map((r, c) -> Objects.requireNonNull(origin(r)))
                                .findOne());
    }

    private static @Nullable LineageOrigin origin(ResultSet r) throws SQLException {
        OffsetDateTime told = r.getObject("told_at", OffsetDateTime.class);
        return told == null
                ? null
                : new LineageOrigin(String.valueOf(r.getString("producer")), told.toInstant());
    }

    /// Returns the datasets known to the graph, in order of the alphabet.
    public List<String> datasets() {
        return store.index()
                .ask(h ->
                        h.select(
                                        "SELECT DISTINCT dataset FROM lineage_datasets d"
                                                + " JOIN lineage_jobs j ON j.id = d.job_id"
                                                + " WHERE is_current ORDER BY dataset")
                                .mapTo(String.class)
                                .list());
    }

    /// Returns the columns of a dataset that stand in the current lineage of some pipeline, by
    /// name.
    public List<String> columns(String dataset) {
        return store.index()
                .ask(h ->
                        h.select(
                                        "SELECT e.source_column FROM lineage_edges e JOIN"
                                                + " lineage_jobs j ON j.id = e.job_id WHERE"
                                                + " j.is_current AND LOWER(e.source_dataset) = ?"
                                                + " UNION SELECT e.target_column FROM lineage_edges"
                                                + " e JOIN lineage_jobs j ON j.id = e.job_id WHERE"
                                                + " j.is_current AND LOWER(e.target_dataset) = ?"
                                                + " ORDER BY 1",
                                        dataset.toLowerCase(Locale.ROOT),
                                        dataset.toLowerCase(Locale.ROOT))
                                .mapTo(String.class)
                                .filter(c -> !c.equals(ANY))
                                .list());
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
        return store.index()
                .ask(h -> {
                    List<LineageWalk.Hop> all = column == null ? coarse(h) : fine(h);
                    List<LineageWalk.Hop> hops = follow(all, dataset, column, depth, upstream);
                    return new LineageWalk(dataset, column, hops, met(h, dataset, hops));
                });
    }

    private static List<LineageWalk.Hop> follow(
            List<LineageWalk.Hop> all,
            String dataset,
            @Nullable String column,
            int depth,
            boolean upstream) {
        Map<String, List<LineageWalk.Hop>> leaving = new HashMap<>();
        for (LineageWalk.Hop hop : all) {
            leaving.computeIfAbsent(end(hop.edge(), upstream), k -> new ArrayList<>()).add(hop);
        }
        List<LineageWalk.Hop> found = new ArrayList<>();
        Set<LineageEdge> seenEdges = new HashSet<>();
        Map<String, Integer> distance = new HashMap<>();
        Deque<String> queue = new ArrayDeque<>();
        String start = key(dataset, column == null ? ANY : column);
        distance.put(start, 0);
        queue.add(start);
        while (!queue.isEmpty()) {
            String at = queue.remove();
            int next = distance.getOrDefault(at, 0) + 1;
            for (LineageWalk.Hop hop : leaving.getOrDefault(at, List.of())) {
                if (next > depth || !seenEdges.add(hop.edge())) {
                    continue;
                }
                found.add(new LineageWalk.Hop(hop.pipeline(), next, hop.edge(), hop.origin()));
                String other = end(hop.edge(), !upstream);
                if (distance.putIfAbsent(other, next) == null) {
                    queue.add(other);
                }
            }
        }
        return found;
    }

    /// The key of the edge's target when going upstream, of its source when going downstream.
    private static String end(LineageEdge e, boolean target) {
        return target
                ? key(e.targetDataset(), e.targetColumn())
                : key(e.sourceDataset(), e.sourceColumn());
    }

    private static String key(String dataset, String column) {
        return dataset.toLowerCase(Locale.ROOT) + '\0' + column.toLowerCase(Locale.ROOT);
    }

    private static List<LineageWalk.Hop> fine(Handle h) {
        return h.select(
                        "SELECT j.pipeline, j.producer, j.told_at, e.* FROM lineage_edges e JOIN lineage_jobs j ON j.id ="
                                + " e.job_id WHERE j.is_current ORDER BY j.pipeline, e.ordinal")
                .map((r, c) -> new LineageWalk.Hop(r.getString("pipeline"), 0, edge(r), origin(r)))
                .list();
    }

    /// Edges between datasets: those that a column edge proves, and for outputs without any, every
    /// input of the pipeline.
    private static List<LineageWalk.Hop> coarse(Handle h) {
        Set<LineageWalk.Hop> hops = new LinkedHashSet<>();
        h.select(
                        "SELECT DISTINCT j.pipeline, e.source_dataset, e.target_dataset,"
                                + " j.producer, j.told_at FROM"
                                + " lineage_edges e JOIN lineage_jobs j ON j.id = e.job_id WHERE"
                                + " j.is_current ORDER BY 1, 2, 3")
                .map((r, c) -> hop(r))
                .forEach(hops::add);
        h.select(
                        "SELECT j.pipeline, i.dataset, o.dataset, j.producer, j.told_at FROM lineage_jobs j JOIN"
                                + " lineage_datasets i ON i.job_id = j.id AND i.role = 'INPUT' JOIN"
                                + " lineage_datasets o ON o.job_id = j.id AND o.role = 'OUTPUT'"
                                + " WHERE j.is_current AND NOT EXISTS (SELECT 1 FROM lineage_edges"
                                + " e WHERE e.job_id = j.id AND e.target_dataset = o.dataset) ORDER"
                                + " BY 1, 2, 3")
                .map((r, c) -> hop(r))
                .forEach(hops::add);
        return List.copyOf(hops);
    }

    private static LineageWalk.Hop hop(ResultSet r) throws SQLException {
        LineageEdge edge =
                new LineageEdge(r.getString(2), ANY, r.getString(3), ANY, true, "DATASET", "");
        return new LineageWalk.Hop(r.getString(1), 0, edge, origin(r));
    }

    private static LineageEdge edge(ResultSet r) throws SQLException {
        return new LineageEdge(
                r.getString("source_dataset"),
                r.getString("source_column"),
                r.getString("target_dataset"),
                r.getString("target_column"),
                r.getBoolean("direct"),
                r.getString("how"),
                r.getString("expression"));
    }

    private static List<LineageWalk.Met> met(Handle h, String start, List<LineageWalk.Hop> hops) {
        Map<String, LineageWalk.Met> met = new LinkedHashMap<>();
        meet(h, met, start, 0);
        for (LineageWalk.Hop hop : hops) {
            meet(h, met, hop.edge().sourceDataset(), hop.distance());
            meet(h, met, hop.edge().targetDataset(), hop.distance());
        }
        return List.copyOf(met.values());
    }

    private static void meet(
            Handle h, Map<String, LineageWalk.Met> met, String dataset, int distance) {
        met.computeIfAbsent(
                dataset.toLowerCase(Locale.ROOT),
                name ->
                        h.select(
                                        "SELECT r.id, o.version FROM run_outputs o JOIN runs r ON"
                                                + " r.id = o.run_id WHERE LOWER(o.dataset) = ? AND"
                                                + " r.state = 'COMPLETE' ORDER BY r.sequence DESC"
                                                + " LIMIT 1",
                                        name)
                                .map((r, c) ->
                                        new LineageWalk.Met(
                                                dataset, distance, r.getString(1), r.getString(2)))
                                .findOne()
                                .orElse(new LineageWalk.Met(dataset, distance, null, null)));
    }
}

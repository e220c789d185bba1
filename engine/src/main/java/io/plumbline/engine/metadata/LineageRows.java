package io.plumbline.engine.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The current lineage as the tables have it, read as a whole.
final class LineageRows {
    /// The name that stands for a dataset's rows, or for the dataset as such.
    static final String ANY = "*";

    private static final int FETCHED = 10_000;

    /// The current lineage of a pipeline.
    private record Job(String pipeline, @Nullable LineageOrigin origin, List<Numbered> edges) {}

    private record Numbered(int ordinal, LineageEdge edge) {}

    private LineageRows() {}

    /// Reads the edges between columns.
    static LineageGraph columns(Handle h) {
        Map<Long, Job> jobs = new LinkedHashMap<>();
        h.select(
                        "SELECT id, pipeline, producer, told_at FROM lineage_jobs WHERE is_current"
                                + " ORDER BY pipeline")
                .map((r, c) ->
                        Map.entry(
                                r.getLong("id"),
                                new Job(r.getString("pipeline"), origin(r), new ArrayList<>())))
                .forEach(e -> jobs.put(e.getKey(), e.getValue()));
        // a graph has few names and many edges
        Map<String, String> texts = new HashMap<>();
        // read as they lie: H2 sorts a large answer in a file, and is slow to find rows by their
        // job
        h.execute("SET LAZY_QUERY_EXECUTION TRUE");
        h.select("SELECT * FROM lineage_edges")
                .map((r, c) -> {
                    Job job = jobs.get(r.getLong("job_id"));
                    if (job != null) {
                        job.edges().add(new Numbered(r.getInt("ordinal"), edge(texts, r)));
                    }
                    return true;
                })
                .forEach(read -> {});
        List<LineageWalk.Hop> hops = new ArrayList<>();
        for (Job job : jobs.values()) {
            job.edges().sort(Comparator.comparingInt(Numbered::ordinal));
            job.edges()
                    .forEach(e ->
                            hops.add(
                                    new LineageWalk.Hop(
                                            job.pipeline(), 0, e.edge(), job.origin())));
        }
        return new LineageGraph(hops);
    }

    /// Reads the edges between datasets: those that a column edge proves, and for outputs without
    /// any, every input of the pipeline.
    static LineageGraph datasets(Handle h) {
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
        return new LineageGraph(List.copyOf(hops));
    }

    /// Reads the names of the datasets, in order of the alphabet.
    static List<String> names(Handle h) {
        return List.copyOf(
                h.select(
                                "SELECT DISTINCT dataset FROM lineage_datasets d"
                                        + " JOIN lineage_jobs j ON j.id = d.job_id"
                                        + " WHERE is_current ORDER BY dataset")
                        .mapTo(String.class)
                        .list());
    }

    /// Reads the last complete runs by the datasets that they wrote, in lower case.
    static Map<String, LineageCache.LastRun> lastRuns(Handle h) {
        Map<String, LineageCache.LastRun> last = new HashMap<>();
        h.createQuery(
                        "SELECT LOWER(o.dataset), r.id, o.version FROM run_outputs o JOIN runs r ON"
                                + " r.id = o.run_id WHERE r.state = 'COMPLETE' ORDER BY r.sequence")
                .setFetchSize(FETCHED)
                .map((r, c) ->
                        Map.entry(
                                r.getString(1),
                                new LineageCache.LastRun(r.getString(2), r.getString(3))))
                .forEach(e -> last.put(e.getKey(), e.getValue()));
        return last;
    }

    static @Nullable LineageOrigin origin(ResultSet r) throws SQLException {
        OffsetDateTime told = r.getObject("told_at", OffsetDateTime.class);
        return told == null
                ? null
                : new LineageOrigin(String.valueOf(r.getString("producer")), told.toInstant());
    }

    private static LineageWalk.Hop hop(ResultSet r) throws SQLException {
        LineageEdge edge =
                new LineageEdge(r.getString(2), ANY, r.getString(3), ANY, true, "DATASET", "");
        return new LineageWalk.Hop(r.getString(1), 0, edge, origin(r));
    }

    private static LineageEdge edge(Map<String, String> texts, ResultSet r) throws SQLException {
        return new LineageEdge(
                text(texts, r, "source_dataset"),
                text(texts, r, "source_column"),
                text(texts, r, "target_dataset"),
                text(texts, r, "target_column"),
                r.getBoolean("direct"),
                text(texts, r, "how"),
                text(texts, r, "expression"));
    }

    private static String text(Map<String, String> texts, ResultSet r, String column)
            throws SQLException {
        return texts.computeIfAbsent(r.getString(column), t -> t);
    }
}

package io.plumbline.engine.metadata;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What walks need of an index, kept until an event changes it. For any number of threads.
final class LineageCache {
    private final Kept<LineageGraph> columns;
    private final Kept<LineageGraph> datasets;
    private final Kept<List<String>> names;
    private final Kept<Map<String, LastRun>> runs;

    /// The last complete run that wrote a dataset.
    record LastRun(String id, @Nullable String version) {}

    LineageCache(Index index) {
        columns = new Kept<>(index, index::lineages, LineageRows::columns);
        datasets = new Kept<>(index, index::lineages, LineageRows::datasets);
        names = new Kept<>(index, index::lineages, LineageRows::names);
        runs = new Kept<>(index, index::runs, LineageRows::lastRuns);
    }

    /// Returns the edges between columns.
    LineageGraph columns() {
        return columns.now();
    }

    /// Returns the edges between datasets.
    LineageGraph datasets() {
        return datasets.now();
    }

    /// Returns the names of the datasets, by name.
    List<String> names() {
        return names.now();
    }

    /// Returns the last complete runs by the datasets that they wrote, in lower case.
    Map<String, LastRun> runs() {
        return runs.now();
    }

    /// One answer, asked for again when events came in that may change it.
    private static final class Kept<T> {
        private final Index index;
        private final LongSupplier version;
        private final Function<Handle, T> question;
        private @Nullable T value;
        private long at;

        Kept(Index index, LongSupplier version, Function<Handle, T> question) {
            this.index = index;
            this.version = version;
            this.question = question;
        }

        synchronized T now() {
            // what comes in while the question is asked is asked for the next time
            long before = version.getAsLong();
            T known = value;
            if (known == null || at != before) {
                known = index.ask(question);
                value = known;
                at = before;
            }
            return known;
        }
    }
}

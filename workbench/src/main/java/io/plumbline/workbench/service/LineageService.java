package io.plumbline.workbench.service;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.metadata.LineageWalk;
import io.plumbline.engine.metadata.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Follows datasets and columns through what is recorded: the lineage of the current version of
/// each pipeline that has run.
public final class LineageService {
    private final WorkspaceSession session;
    private final MetadataStore store;

    /// Takes an open workspace.
    public LineageService(WorkspaceSession session, MetadataStore store) {
        this.session = session;
        this.store = store;
    }

    /// Follows a pipeline's outputs, a dataset, or a column of one.
    ///
    /// @param target `PIPELINE`, `DATASET` or `DATASET.COLUMN`; a dataset wins over a pipeline of
    ///   the same name
    /// @throws PlumblineException naming the nearest when there is no such thing
    public List<LineageWalk> follow(String target, boolean upstream, int depth) {
        List<String> known = store.lineage().datasets();
        int dot = target.lastIndexOf('.');
        if (contains(known, target)) {
            return List.of(walk(target, null, upstream, depth));
        }
        if (dot > 0 && contains(known, target.substring(0, dot))) {
            String dataset = target.substring(0, dot);
            String column = target.substring(dot + 1);
            refuseUnknown(dataset, column);
            return List.of(walk(dataset, column, upstream, depth));
        }
        if (session.workspace().pipelines().containsKey(target)) {
            List<LineageWalk> walks = new ArrayList<>();
            session.compile(target, java.util.Map.of()).steps().values().stream()
                    .filter(s -> s.sink() != null)
                    .map(s -> java.util.Objects.requireNonNull(s.sink()).dataset())
                    .distinct()
                    .forEach(d -> walks.add(walk(d, null, upstream, depth)));
            return walks;
        }
        TreeSet<String> names = new TreeSet<>(known);
        names.addAll(session.workspace().pipelines().keySet());
        names.addAll(session.workspace().datasets().keySet());
        String remedy =
                Suggestion.nearest(dot > 0 ? target.substring(0, dot) : target, names)
                        .map(n ->
                                "Did you mean '"
                                        + n
                                        + "'? Lineage is recorded when a pipeline runs")
                        .orElse("Lineage is recorded when a pipeline runs");
        throw PlumblineException.of(
                ErrorCode.DATASET_UNKNOWN,
                "No lineage of '" + target + "': it is no dataset, column or pipeline that has run",
                remedy);
    }

    /// A column without lineage is one of constants; it must be one of the dataset all the same.
    private void refuseUnknown(String dataset, String column) {
        Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        columns.addAll(store.lineage().columns(dataset));
        if (columns.contains(column)) {
            return;
        }
        try {
            session.datasets().readable(dataset).ifPresent(s -> columns.addAll(s.names()));
        } catch (PlumblineException e) {
            // what is recorded must do where the dataset is out of reach
            columns.addAll(store.lineage().columns(dataset));
        }
        if (!columns.contains(column)) {
            throw PlumblineException.of(
                    ErrorCode.COLUMN_UNKNOWN,
                    "Unknown column: '" + column + "' of dataset '" + dataset + "'",
                    Suggestion.nearest(column, columns)
                            .map(n -> "Did you mean '" + dataset + "." + n + "'?")
                            .orElse("Its columns are " + String.join(", ", columns)));
        }
    }

    private static boolean contains(List<String> known, String name) {
        return known.stream().anyMatch(k -> k.equalsIgnoreCase(name));
    }

    private LineageWalk walk(
            String dataset,
            @org.jspecify.annotations.Nullable String column,
            boolean upstream,
            int depth) {
        return upstream
                ? store.lineage().upstream(dataset, column, depth)
                : store.lineage().downstream(dataset, column, depth);
    }
}

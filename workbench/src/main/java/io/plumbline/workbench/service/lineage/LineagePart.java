package io.plumbline.workbench.service.lineage;

import io.plumbline.workbench.service.lineage.LineageFocus.Direction;
import io.plumbline.workbench.service.lineage.LineageMap.Dataset;
import io.plumbline.workbench.service.lineage.LineageMap.Edge;
import io.plumbline.workbench.service.lineage.LineageMap.Link;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The part of a map that a focus shows.
///
/// @param columns the columns met, by dataset; empty for a walk by datasets
/// @param edges the edges between columns, nearest first
public record LineagePart(
        List<Dataset> datasets,
        Map<String, Set<String>> columns,
        List<Edge> edges,
        List<Link> links) {

    /// Copies the collections.
    public LineagePart {
        datasets = List.copyOf(datasets);
        columns = Map.copyOf(columns);
        edges = List.copyOf(edges);
        links = List.copyOf(links);
    }

    /// What would feel a change of something.
    ///
    /// @param datasets without the one that would change
    public record Impact(List<String> datasets, List<LineageItem> columns, List<String> pipelines) {
        /// Copies the lists.
        public Impact {
            datasets = List.copyOf(datasets);
            columns = List.copyOf(columns);
            pipelines = List.copyOf(pipelines);
        }

        /// Returns how many there are of each, as a sentence.
        public String text() {
            return datasets.isEmpty()
                    ? "Nothing depends on it"
                    : counted(datasets.size(), "dataset")
                            + ", "
                            + counted(columns.size(), "column")
                            + " and "
                            + counted(pipelines.size(), "pipeline")
                            + " would feel a change";
        }

        private static String counted(int number, String what) {
            return number + " " + what + (number == 1 ? "" : "s");
        }
    }

    /// Returns the part that a focus shows; the whole map for none.
    public static LineagePart of(LineageMap map, LineageFocus focus) {
        LineageItem item = focus.item();
        if (item == null) {
            return new LineagePart(
                    map.datasets(),
                    Map.of(),
                    map.edges().stream().filter(e -> focus.indirect() || e.direct()).toList(),
                    map.links());
        }
        return item.column() == null ? byDatasets(map, focus, item) : byColumns(map, focus, item);
    }

    /// Returns what would feel a change of a dataset or a column, however far away.
    public static Impact impact(LineageMap map, LineageItem item) {
        LineagePart part =
                of(map, new LineageFocus(item, Direction.DOWNSTREAM, LineageFocus.ALL, true));
        Set<String> datasets = new LinkedHashSet<>();
        Set<String> pipelines = new LinkedHashSet<>();
        Set<LineageItem> columns = new LinkedHashSet<>();
        part.links().forEach(l -> datasets.add(l.to()));
        part.links().forEach(l -> pipelines.add(l.pipeline()));
        part.edges().stream()
                .filter(e -> e.to().column() != null)
                .forEach(e -> columns.add(e.to()));
        datasets.remove(item.dataset());
        columns.remove(item);
        return new Impact(List.copyOf(datasets), List.copyOf(columns), List.copyOf(pipelines));
    }

    private static List<Boolean> ways(Direction direction) {
        return switch (direction) {
            case UPSTREAM -> List.of(true);
            case DOWNSTREAM -> List.of(false);
            case BOTH -> List.of(true, false);
        };
    }

    private static LineagePart byDatasets(LineageMap map, LineageFocus focus, LineageItem item) {
        Set<Link> links = new LinkedHashSet<>();
        for (boolean upstream : ways(focus.direction())) {
            Map<String, Integer> distance = new HashMap<>(Map.of(item.dataset(), 0));
            Deque<String> next = new ArrayDeque<>(List.of(item.dataset()));
            while (!next.isEmpty()) {
                String at = next.remove();
                int away = distance.getOrDefault(at, 0);
                for (Link link :
                        away >= focus.depth() ? List.<Link>of() : map.links(at, upstream)) {
                    links.add(link);
                    String other = upstream ? link.from() : link.to();
                    if (distance.putIfAbsent(other, away + 1) == null) {
                        next.add(other);
                    }
                }
            }
        }
        Set<List<String>> pairs = new LinkedHashSet<>();
        links.forEach(l -> pairs.add(List.of(l.from(), l.to())));
        List<Edge> edges =
                map.edges().stream()
                        .filter(e -> focus.indirect() || e.direct())
                        .filter(e -> pairs.contains(List.of(e.from().dataset(), e.to().dataset())))
                        .toList();
        return new LineagePart(datasets(map, item, links), Map.of(), edges, List.copyOf(links));
    }

    private static LineagePart byColumns(LineageMap map, LineageFocus focus, LineageItem item) {
        Set<Edge> edges = new LinkedHashSet<>();
        for (boolean upstream : ways(focus.direction())) {
            Map<LineageItem, Integer> distance = new HashMap<>(Map.of(item, 0));
            Deque<LineageItem> next = new ArrayDeque<>(List.of(item));
            while (!next.isEmpty()) {
                LineageItem at = next.remove();
                int away = distance.getOrDefault(at, 0);
                for (Edge e : away >= focus.depth() ? List.<Edge>of() : map.edges(at, upstream)) {
                    if (!focus.indirect() && !e.direct()) {
                        continue;
                    }
                    edges.add(e);
                    LineageItem other = upstream ? e.from() : e.to();
                    if (distance.putIfAbsent(other, away + 1) == null) {
                        next.add(other);
                    }
                }
            }
        }
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        Set<Link> links = new LinkedHashSet<>();
        touch(columns, item);
        for (Edge e : edges) {
            touch(columns, e.from());
            touch(columns, e.to());
            links.add(new Link(e.from().dataset(), e.to().dataset(), e.pipeline(), e.basis()));
        }
        return new LineagePart(
                datasets(map, item, links), columns, List.copyOf(edges), List.copyOf(links));
    }

    private static void touch(Map<String, Set<String>> columns, LineageItem item) {
        Set<String> of = columns.computeIfAbsent(item.dataset(), _ -> new LinkedHashSet<>());
        if (item.column() != null) {
            of.add(item.column());
        }
    }

    private static List<Dataset> datasets(LineageMap map, LineageItem item, Set<Link> links) {
        Set<String> names = new LinkedHashSet<>(List.of(item.dataset()));
        links.forEach(l -> {
            names.add(l.from());
            names.add(l.to());
        });
        return map.datasets().stream().filter(d -> names.contains(d.name())).toList();
    }
}

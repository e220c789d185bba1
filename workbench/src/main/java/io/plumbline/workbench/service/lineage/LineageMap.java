package io.plumbline.workbench.service.lineage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// All datasets of a workspace, their columns, and what leads from one to another. Immutable; names
/// are spelled in one way throughout.
public final class LineageMap {
    /// A map of nothing.
    public static final LineageMap EMPTY =
            new LineageMap(List.of(), List.of(), List.of(), List.of());

    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final List<Edge> edges;
    private final List<Link> links;
    private final List<String> leftOut;
    private final Map<LineageItem, List<Edge>> edgesTo = new HashMap<>();
    private final Map<LineageItem, List<Edge>> edgesFrom = new HashMap<>();
    private final Map<String, List<Link>> linksTo = new HashMap<>();
    private final Map<String, List<Link>> linksFrom = new HashMap<>();

    /// How something is known.
    public enum Basis {
        /// A run wrote it down.
        RECORDED,
        /// A pipeline is drawn so, and has not run so.
        DESIGNED,
        /// Another program told it.
        IMPORTED;

        /// Returns its word.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// A dataset.
    ///
    /// @param place the connection that holds it, `managed`, or `imported` for one known from
    ///   others
    /// @param columns the columns that are known, those of its contract first
    public record Dataset(String name, String place, List<String> columns) {
        /// Copies the list.
        public Dataset {
            columns = List.copyOf(columns);
        }
    }

    /// One way in which a column acts on another.
    ///
    /// @param from a dataset without column where the presence of its rows acts
    /// @param to a dataset without column where its rows as such are acted on
    /// @param how IDENTITY, AGGREGATION, FILTER and the like
    /// @param expression the expressions on the way, each behind the id of its step and a colon
    public record Edge(
            String pipeline,
            Basis basis,
            LineageItem from,
            LineageItem to,
            boolean direct,
            String how,
            String expression) {}

    /// A pipeline that reads one dataset and writes another.
    public record Link(String from, String to, String pipeline, Basis basis) {}

    /// Takes what it is made of; ends that are no datasets are left out.
    ///
    /// @param leftOut pipelines whose design could not be followed
    public LineageMap(
            List<Dataset> datasets, List<Edge> edges, List<Link> links, List<String> leftOut) {
        datasets.forEach(d -> this.datasets.put(d.name(), d));
        this.edges = edges.stream().filter(e -> has(e.from().dataset(), e.to().dataset())).toList();
        this.links = links.stream().filter(l -> has(l.from(), l.to())).toList();
        this.leftOut = List.copyOf(leftOut);
        for (Edge e : this.edges) {
            edgesTo.computeIfAbsent(e.to(), _ -> new ArrayList<>()).add(e);
            edgesFrom.computeIfAbsent(e.from(), _ -> new ArrayList<>()).add(e);
        }
        for (Link l : this.links) {
            linksTo.computeIfAbsent(l.to(), _ -> new ArrayList<>()).add(l);
            linksFrom.computeIfAbsent(l.from(), _ -> new ArrayList<>()).add(l);
        }
    }

    private boolean has(String from, String to) {
        return datasets.containsKey(from) && datasets.containsKey(to);
    }

    /// Returns the datasets, in order of the alphabet.
    public List<Dataset> datasets() {
        return List.copyOf(datasets.values());
    }

    /// Returns a dataset by its name, as it is spelled.
    public Optional<Dataset> dataset(String name) {
        return Optional.ofNullable(datasets.get(name));
    }

    /// Returns all ways from column to column.
    public List<Edge> edges() {
        return edges;
    }

    /// Returns all ways from dataset to dataset.
    public List<Link> links() {
        return links;
    }

    /// Returns the pipelines whose design could not be followed.
    public List<String> leftOut() {
        return leftOut;
    }

    /// Returns whether nothing leads anywhere.
    public boolean isEmpty() {
        return links.isEmpty() && edges.isEmpty();
    }

    /// Returns the edges at a column, those that lead to it or those that lead from it.
    public List<Edge> edges(LineageItem item, boolean upstream) {
        return (upstream ? edgesTo : edgesFrom).getOrDefault(item, List.of());
    }

    /// Returns the links at a dataset, those that lead to it or those that lead from it.
    public List<Link> links(String dataset, boolean upstream) {
        return (upstream ? linksTo : linksFrom).getOrDefault(dataset, List.of());
    }

    /// Returns the datasets and columns whose name has a text in it, case ignored: names that begin
    /// with it first, datasets before columns.
    public List<LineageItem> search(String text, int most) {
        String wanted = text.strip().toLowerCase(java.util.Locale.ROOT);
        List<LineageItem> all = new ArrayList<>();
        datasets.values().forEach(d -> all.add(LineageItem.of(d.name())));
        datasets.values()
                .forEach(d -> d.columns().forEach(c -> all.add(new LineageItem(d.name(), c))));
        List<LineageItem> found = new ArrayList<>();
        Set<LineageItem> rest = new LinkedHashSet<>();
        for (LineageItem item : all) {
            String name = item.text().toLowerCase(java.util.Locale.ROOT);
            String own =
                    item.column() == null ? name : item.column().toLowerCase(java.util.Locale.ROOT);
            if (name.startsWith(wanted) || own.startsWith(wanted)) {
                found.add(item);
            } else if (name.contains(wanted)) {
                rest.add(item);
            }
        }
        found.addAll(rest);
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    /// Returns the edges from a column to another, the fewest that there are; ways of values before
    /// ways of mere influence. Empty when none leads there.
    public List<Edge> chain(LineageItem from, LineageItem to) {
        List<Edge> direct = chain(from, to, Edge::direct);
        return direct.isEmpty() ? chain(from, to, _ -> true) : direct;
    }

    private List<Edge> chain(LineageItem from, LineageItem to, Predicate<Edge> taken) {
        Map<LineageItem, Edge> came = new HashMap<>();
        Deque<LineageItem> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && !came.containsKey(to)) {
            for (Edge e : edges(next.remove(), false)) {
                if (taken.test(e) && !e.to().equals(from) && came.putIfAbsent(e.to(), e) == null) {
                    next.add(e.to());
                }
            }
        }
        Deque<Edge> way = new ArrayDeque<>();
        for (Edge e = came.get(to); e != null; e = came.get(e.from())) {
            way.addFirst(e);
        }
        return List.copyOf(way);
    }
}

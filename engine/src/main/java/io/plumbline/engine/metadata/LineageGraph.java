package io.plumbline.engine.metadata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Edges in memory, by the nodes that they touch: numbers in arrays, so that a walk over a million
/// edges costs no more than looking at those it meets. Names match without regard to case. Never
/// changes.
final class LineageGraph {
    private final List<LineageWalk.Hop> edges;
    private final Map<String, Integer> datasets = new HashMap<>();
    private final Map<String, Integer> nodes = new HashMap<>();

    /// By node: its column, as it was spelled first, and its dataset.
    private final List<String> columnOf = new ArrayList<>();

    private int[] datasetOf = new int[64];
    private final Side down;
    private final Side up;

    /// The edges by the node at one of their ends: those of node n stand in `edges` from `first[n]`
    /// to before `first[n + 1]`, in the order given; `end` tells each edge's other node.
    private record Side(int[] first, int[] edges, int[] end) {}

    /// What a walk met.
    ///
    /// @param hops the edges, nearest first
    /// @param datasets the datasets at their ends, nearest first, with their distances
    record Found(List<LineageWalk.Hop> hops, Map<String, Integer> datasets) {}

    /// Takes edges in the order in which a node's are followed; of equal ones the first stays.
    LineageGraph(List<LineageWalk.Hop> all) {
        Set<LineageEdge> seen = HashSet.newHashSet(all.size());
        edges = all.stream().filter(h -> seen.add(h.edge())).toList();
        int[] sources = new int[edges.size()];
        int[] targets = new int[edges.size()];
        for (int e = 0; e < sources.length; e++) {
            LineageEdge edge = edges.get(e).edge();
            sources[e] = node(edge.sourceDataset(), edge.sourceColumn());
            targets[e] = node(edge.targetDataset(), edge.targetColumn());
        }
        down = side(sources, targets);
        up = side(targets, sources);
    }

    private int node(String dataset, String column) {
        int node = nodes.computeIfAbsent(key(dataset, column), _ -> nodes.size());
        if (node == datasetOf.length) {
            datasetOf = Arrays.copyOf(datasetOf, 2 * node);
        }
        if (node == columnOf.size()) {
            columnOf.add(column);
            datasetOf[node] =
                    datasets.computeIfAbsent(
                            dataset.toLowerCase(Locale.ROOT), _ -> datasets.size());
        }
        return node;
    }

    private Side side(int[] here, int[] there) {
        int[] first = new int[nodes.size() + 1];
        for (int node : here) {
            first[node + 1]++;
        }
        for (int n = 0; n < nodes.size(); n++) {
            first[n + 1] += first[n];
        }
        int[] next = Arrays.copyOf(first, nodes.size());
        int[] sorted = new int[here.length];
        for (int e = 0; e < here.length; e++) {
            sorted[next[here[e]]++] = e;
        }
        return new Side(first, sorted, there);
    }

    private static String key(String dataset, String column) {
        return dataset.toLowerCase(Locale.ROOT) + '\0' + column.toLowerCase(Locale.ROOT);
    }

    /// Returns all edges, in the order given.
    List<LineageWalk.Hop> all() {
        return edges;
    }

    /// Returns the columns of a dataset, by name.
    List<String> columns(String dataset) {
        Integer wanted = datasets.get(dataset.toLowerCase(Locale.ROOT));
        Set<String> columns = new TreeSet<>();
        for (int n = 0; wanted != null && n < nodes.size(); n++) {
            if (datasetOf[n] == wanted) {
                columns.add(columnOf.get(n));
            }
        }
        return List.copyOf(columns);
    }

    /// Follows the edges from a node, breadth first.
    ///
    /// @param depth how many edges to go at most
    Found follow(String dataset, String column, int depth, boolean upstream) {
        List<LineageWalk.Hop> hops = new ArrayList<>();
        Map<String, Integer> met = new LinkedHashMap<>();
        met.put(dataset, 0);
        Integer start = nodes.get(key(dataset, column));
        if (start == null) {
            return new Found(hops, met);
        }
        Side side = upstream ? up : down;
        boolean[] known = new boolean[datasets.size()];
        known[datasetOf[start]] = true;
        int[] distance = new int[nodes.size()];
        int[] queue = new int[nodes.size()];
        int last = 1;
        queue[0] = start;
        distance[start] = 1;
        for (int i = 0; i < last && distance[queue[i]] <= depth; i++) {
            int at = queue[i];
            int hopsAway = distance[at];
            for (int k = side.first()[at]; k < side.first()[at + 1]; k++) {
                int edge = side.edges()[k];
                int other = side.end()[edge];
                LineageWalk.Hop hop = edges.get(edge);
                hops.add(new LineageWalk.Hop(hop.pipeline(), hopsAway, hop.edge(), hop.origin()));
                if (distance[other] == 0) {
                    distance[other] = hopsAway + 1;
                    queue[last++] = other;
                }
                if (!known[datasetOf[other]]) {
                    known[datasetOf[other]] = true;
                    LineageEdge e = hop.edge();
                    met.put(upstream ? e.sourceDataset() : e.targetDataset(), hopsAway);
                }
            }
        }
        return new Found(hops, met);
    }
}

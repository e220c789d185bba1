package io.plumbline.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LineageGraphTest {
    @Test
    void meetsWhatASearchThroughAllEdgesMeets() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<LineageWalk.Hop> all = edges(random, 5 + random.nextInt(40));
            LineageGraph graph = new LineageGraph(all);
            for (boolean upstream : new boolean[] {true, false}) {
                int depth = 1 + random.nextInt(6);
                Map<String, Integer> expected = search(all, "d0.c0", depth, upstream);
                Map<String, Integer> found = new HashMap<>();
                LineageGraph.Found walk = graph.follow("D0", "C0", depth, upstream);
                walk.hops()
                        .forEach(h ->
                                found.merge(end(h.edge(), !upstream), h.distance(), Math::min));
                found.remove("d0.c0");
                assertThat(found).as("seed %d, upstream %s", seed, upstream).isEqualTo(expected);
                Set<String> datasets = new HashSet<>(Set.of("d0"));
                expected.keySet().forEach(n -> datasets.add(n.substring(0, n.indexOf('.'))));
                assertThat(walk.datasets().keySet().stream().map(String::toLowerCase))
                        .as("seed %d, upstream %s", seed, upstream)
                        .containsExactlyInAnyOrderElementsOf(datasets);
                assertThat(walk.hops().stream().map(LineageWalk.Hop::distance)).isSorted();
            }
        }
    }

    @Test
    void keepsTheFirstOfEqualEdgesAndItsOrigin() {
        LineageEdge edge = edge("a", "x", "b", "y");
        LineageOrigin told = new LineageOrigin("spark", Instant.EPOCH);
        LineageGraph graph =
                new LineageGraph(
                        List.of(
                                new LineageWalk.Hop("p", 0, edge, told),
                                new LineageWalk.Hop("q", 0, edge)));
        assertThat(graph.follow("a", "x", 9, false).hops())
                .containsExactly(new LineageWalk.Hop("p", 1, edge, told));
    }

    @Test
    void namesTheColumnsOfADatasetInWhateverCase() {
        LineageGraph graph =
                new LineageGraph(
                        List.of(
                                new LineageWalk.Hop("p", 0, edge("Orders", "Id", "t", "id")),
                                new LineageWalk.Hop("p", 0, edge("orders", "AMOUNT", "t", "n"))));
        assertThat(graph.columns("ORDERS")).containsExactly("AMOUNT", "Id");
        assertThat(graph.columns("nothing")).isEmpty();
        assertThat(graph.follow("nothing", "id", 9, true).hops()).isEmpty();
        assertThat(graph.follow("nothing", "id", 9, true).datasets())
                .containsExactly(Map.entry("nothing", 0));
    }

    private static List<LineageWalk.Hop> edges(Random random, int number) {
        List<LineageWalk.Hop> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            LineageEdge edge =
                    edge(
                            (random.nextBoolean() ? "d" : "D") + random.nextInt(6),
                            "c" + random.nextInt(3),
                            "d" + random.nextInt(6),
                            (random.nextBoolean() ? "c" : "C") + random.nextInt(3));
            all.add(new LineageWalk.Hop("p" + random.nextInt(3), 0, edge));
        }
        return all;
    }

    private static LineageEdge edge(String from, String column, String to, String target) {
        return new LineageEdge(from, column, to, target, true, "IDENTITY", "");
    }

    /// Distances of all that is met, by looking at every edge again and again.
    private static Map<String, Integer> search(
            List<LineageWalk.Hop> all, String start, int depth, boolean upstream) {
        Map<String, Integer> distances = new HashMap<>(Map.of(start, 0));
        for (int d = 1; d <= depth; d++) {
            for (LineageWalk.Hop hop : all) {
                Integer from = distances.get(end(hop.edge(), upstream));
                if (from != null && from == d - 1) {
                    distances.putIfAbsent(end(hop.edge(), !upstream), d);
                }
            }
        }
        distances.remove(start);
        return distances;
    }

    private static String end(LineageEdge e, boolean target) {
        String name =
                target
                        ? e.targetDataset() + "." + e.targetColumn()
                        : e.sourceDataset() + "." + e.sourceColumn();
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}

package io.plumbline.workbench.benchmark;

import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageRecord;
import io.plumbline.engine.metadata.LineageWalk;
import io.plumbline.engine.metadata.MetadataStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// How long it takes to find all that depends on a column, in a warehouse of tables in ten layers:
/// each table is made of three of the layer before it, nine times in ten of its own domain. A
/// column has two sources, and three more that decide which rows its table has.
///
/// Arguments: a folder for the workspace and the edges as text, the numbers of tables and of walks.
public final class ImpactBenchmark {
    private static final int LAYERS = 10;
    private static final int COLUMNS = 20;
    private static final int DOMAINS = 50;

    private ImpactBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int tables = Integer.parseInt(arguments[1]);
        int walks = Integer.parseInt(arguments[2]);
        Path store = folder.resolve("metadata");
        Files.createDirectories(store);
        if (Files.notExists(folder.resolve("edges.txt"))) {
            long begin = System.nanoTime();
            record(folder, store, tables);
            System.out.printf(Locale.ROOT, "recorded in %.0f s%n", seconds(begin));
        }
        List<int[]> starts = starts(tables, walks);
        long opening = System.nanoTime();
        try (MetadataStore metadata = MetadataStore.open(store)) {
            System.out.printf(Locale.ROOT, "opened in %.2f s%n", seconds(opening));
            long first = System.nanoTime();
            walk(metadata, starts.getFirst());
            System.out.printf(
                    Locale.ROOT,
                    "first walk, which reads the edges: %.2f s; memory %d MB%n",
                    seconds(first),
                    used());
            starts.forEach(s -> walk(metadata, s));
            measure(folder, metadata, starts);
        }
    }

    private static void measure(Path folder, MetadataStore metadata, List<int[]> starts)
            throws IOException {
        double[] times = new double[starts.size()];
        double[] columns = new double[starts.size()];
        double[] edges = new double[starts.size()];
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            long begin = System.nanoTime();
            LineageWalk walk = walk(metadata, starts.get(i));
            times[i] = seconds(begin) * 1e3;
            Set<String> reached = new LinkedHashSet<>();
            walk.hops()
                    .forEach(h ->
                            reached.add(h.edge().targetDataset() + "." + h.edge().targetColumn()));
            columns[i] = reached.size();
            edges[i] = walk.hops().size();
            answers.add(starts.get(i)[0] + " " + starts.get(i)[1] + " " + reached.size());
        }
        Files.write(folder.resolve("answers.txt"), answers);
        report("milliseconds", times);
        report("columns met", columns);
        report("edges met", edges);
    }

    private static void report(String what, double[] values) {
        Arrays.sort(values);
        System.out.printf(
                Locale.ROOT,
                "Plumbline downstream, %s: p50 %.1f, p95 %.1f, most %.1f%n",
                what,
                values[values.length / 2],
                values[values.length * 95 / 100],
                values[values.length - 1]);
    }

    private static LineageWalk walk(MetadataStore metadata, int[] start) {
        return metadata.lineage().downstream("t" + start[0], "c" + start[1], 1_000);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static List<int[]> starts(int tables, int walks) {
        Random random = new Random(7);
        List<int[]> starts = new ArrayList<>();
        for (int i = 0; i < walks; i++) {
            starts.add(new int[] {random.nextInt(tables), random.nextInt(COLUMNS)});
        }
        return starts;
    }

    private static void record(Path folder, Path store, int tables) throws IOException {
        Random random = new Random(42);
        int layer = tables / LAYERS;
        try (MetadataStore metadata = MetadataStore.open(store);
                BufferedWriter text = Files.newBufferedWriter(folder.resolve("edges.part"))) {
            // the first layer is of sources; the others take its share of the edges
            for (int table = layer; table < tables; table++) {
                int[] inputs = inputs(random, table, layer);
                List<LineageEdge> edges = edges(random, table, inputs);
                List<String> columns = new ArrayList<>();
                for (int c = 0; c < COLUMNS; c++) {
                    columns.add("c" + c);
                }
                metadata.lineage()
                        .record(
                                new LineageRecord(
                                        "make_t" + table,
                                        "hash",
                                        Arrays.stream(inputs).mapToObj(i -> "t" + i).toList(),
                                        Map.of("t" + table, columns),
                                        edges,
                                        List.of()));
                for (LineageEdge e : edges) {
                    text.write(
                            "%s.%s %s.%s%n"
                                    .formatted(
                                            e.sourceDataset(),
                                            e.sourceColumn(),
                                            e.targetDataset(),
                                            e.targetColumn()));
                }
            }
        }
        Files.move(folder.resolve("edges.part"), folder.resolve("edges.txt"));
    }

    /// Tables of the layer before, of the table's own domain nine times in ten.
    private static int[] inputs(Random random, int table, int layer) {
        int[] inputs = new int[3];
        int before = (table / layer - 1) * layer;
        int domain = table % layer * DOMAINS / layer;
        int size = Math.max(1, layer / DOMAINS);
        for (int i = 0; i < inputs.length; i++) {
            int place =
                    random.nextInt(10) == 0
                            ? random.nextInt(layer)
                            : Math.min(layer - 1, domain * size + random.nextInt(size));
            inputs[i] = before + place;
        }
        return inputs;
    }

    /// Two sources and three columns that decide about rows for each column, and some more so that
    /// there are five for each column of every table, sources included.
    private static List<LineageEdge> edges(Random random, int table, int[] inputs) {
        String[][] deciding = new String[3][];
        for (int i = 0; i < deciding.length; i++) {
            deciding[i] = column(random, inputs);
        }
        Set<LineageEdge> edges = new LinkedHashSet<>();
        for (int c = 0; c < COLUMNS; c++) {
            int sources = random.nextInt(9) < 5 ? 3 : 2;
            for (int i = 0; i < sources; i++) {
                String[] from = column(random, inputs);
                edges.add(edge(from, table, c, true, "TRANSFORMATION"));
            }
            for (int i = 0; i < deciding.length; i++) {
                edges.add(edge(deciding[i], table, c, false, i == 0 ? "FILTER" : "JOIN"));
            }
        }
        return List.copyOf(edges);
    }

    private static String[] column(Random random, int[] inputs) {
        return new String[] {"t" + inputs[random.nextInt(3)], "c" + random.nextInt(COLUMNS)};
    }

    private static LineageEdge edge(String[] from, int table, int c, boolean direct, String how) {
        String text = direct ? "x: " + from[1] + " * 2" : "x: " + from[1] + " = 1";
        return new LineageEdge(from[0], from[1], "t" + table, "c" + c, direct, how, text);
    }
}

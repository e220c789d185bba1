package io.plumbline.workbench.benchmark;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// How long it takes to plan each query of a folder: first in a cold JVM, then warm.
///
/// Arguments: a folder with `columns.txt` (table, column, type in each line) and `*.sql`, rounds.
public final class PlanBenchmark {
    private PlanBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Catalog catalog = catalog(folder.resolve("columns.txt"));
        Map<String, String> queries = queries(folder);
        List<String> planned = new ArrayList<>();
        List<Double> cold = new ArrayList<>();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            long begin = System.nanoTime();
            try {
                new SqlCompiler(catalog).query(query.getValue());
                cold.add((System.nanoTime() - begin) / 1e6);
                planned.add(query.getValue());
            } catch (PlumblineException e) {
                System.out.println(query.getKey() + " refused: " + e.problem().message());
            }
        }
        report("cold JVM, each query once in turn", cold.stream().mapToDouble(d -> d).toArray());
        for (int round = 0; round < 3; round++) {
            planned.forEach(q -> new SqlCompiler(catalog).query(q));
        }
        double[] medians = new double[planned.size()];
        for (int i = 0; i < medians.length; i++) {
            double[] times = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                long begin = System.nanoTime();
                new SqlCompiler(catalog).query(planned.get(i));
                times[round] = (System.nanoTime() - begin) / 1e6;
            }
            Arrays.sort(times);
            medians[i] = times[rounds / 2];
        }
        report("warm, median of " + rounds, medians);
    }

    private static void report(String what, double[] times) {
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "Plumbline %s: %d queries, p50 %.1f ms, p95 %.1f ms, total %.0f ms%n",
                what,
                times.length,
                times[times.length / 2],
                times[times.length * 95 / 100],
                Arrays.stream(times).sum());
    }

    private static Map<String, String> queries(Path folder) throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
                queries.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return queries;
    }

    static Catalog catalog(Path columns) throws IOException {
        Map<String, List<Field>> tables = new LinkedHashMap<>();
        for (String line : Files.readAllLines(columns)) {
            String[] parts = line.split(" ", 3);
            tables.computeIfAbsent(parts[0], _ -> new ArrayList<>())
                    .add(new Field(parts[1], DataType.parse(parts[2]).orElseThrow(), true));
        }
        Map<List<String>, Relation> relations = new LinkedHashMap<>();
        tables.forEach((table, fields) ->
                relations.put(List.of(table), new Relation(List.of(table), new Schema(fields))));
        return Catalog.named(relations);
    }
}

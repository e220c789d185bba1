package io.plumbline.workbench.benchmark;

import io.plumbline.engine.error.PlumblineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The 99 TPC-DS queries, run by our `query` and by plain DuckDB in turns over the same Parquet
/// files in one process; rows are compared. Each time is that of the whole: opening the engine,
/// planning, computing, reading the rows, closing the engine.
///
/// Arguments: a folder with the queries, one for the tables, the scale, the number of turns, and
/// the numbers of the queries (default all). Without turns, rows are compared and nothing is timed.
public final class TpcdsBenchmark {
    private TpcdsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path tables = Path.of(arguments[1]);
        int turns = Integer.parseInt(arguments[3]);
        TpcdsFiles.create(tables, Double.parseDouble(arguments[2]));
        TpcdsQueries queries = new TpcdsQueries(Path.of(arguments[0]), tables);
        List<Integer> numbers =
                arguments.length > 4
                        ? Stream.of(arguments[4].split(",")).map(Integer::valueOf).toList()
                        : queries.numbers();
        Map<TpcdsQueries.Standing, List<Integer>> standings =
                new EnumMap<>(TpcdsQueries.Standing.class);
        System.out.println("| query | DuckDB ms | query ms | ratio | rows |");
        System.out.println("| ---: | ---: | ---: | ---: | --- |");
        List<double[]> times = new ArrayList<>();
        for (int number : numbers) {
            TpcdsQueries.Outcome outcome = queries.compare(number);
            standings.computeIfAbsent(outcome.standing(), _ -> new ArrayList<>()).add(number);
            double[] medians = turns == 0 ? new double[2] : medians(queries, number, turns);
            if (outcome.standing().isRight()) {
                times.add(medians);
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.2f | %s: %s |%n",
                    number,
                    medians[0],
                    medians[1],
                    medians[1] / medians[0],
                    outcome.standing(),
                    outcome.detail());
        }
        standings.forEach((s, of) ->
                System.out.println(s + " " + of.size() + (s.ordinal() == 0 ? "" : ": " + of)));
        if (turns > 0) {
            summary(times);
        }
    }

    private static void summary(List<double[]> times) {
        double plain = times.stream().mapToDouble(t -> t[0]).sum();
        double ours = times.stream().mapToDouble(t -> t[1]).sum();
        double logs = times.stream().mapToDouble(t -> Math.log(t[1] / t[0])).sum();
        double[] ratios = times.stream().mapToDouble(t -> t[1] / t[0]).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "of those right: DuckDB %.0f ms, query %.0f ms, ratio of totals %.3f, geometric mean"
                        + " %.3f, p95 %.2f, worst %.2f%n",
                plain,
                ours,
                ours / plain,
                Math.exp(logs / times.size()),
                ratios[ratios.length * 95 / 100],
                ratios[ratios.length - 1]);
    }

    /// Returns the medians of plain DuckDB and of ours; 0 for what gives no answer.
    private static double[] medians(TpcdsQueries queries, int number, int turns) throws Exception {
        double[][] times = new double[2][turns];
        String sql = queries.text(number);
        try {
            for (int turn = 0; turn < turns; turn++) {
                long begin = System.nanoTime();
                queries.plain(sql);
                long between = System.nanoTime();
                queries.ours(sql);
                times[0][turn] = (between - begin) / 1e6;
                times[1][turn] = (System.nanoTime() - between) / 1e6;
            }
        } catch (PlumblineException e) {
            return new double[2];
        }
        return Arrays.stream(times)
                .mapToDouble(t -> {
                    Arrays.sort(t);
                    return t[turns / 2];
                })
                .toArray();
    }
}

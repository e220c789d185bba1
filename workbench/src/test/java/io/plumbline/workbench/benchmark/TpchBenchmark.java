package io.plumbline.workbench.benchmark;

import io.plumbline.connectors.files.FolderSource;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.testdata.tpch.TpchFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;

/// The 22 TPC-H queries: run as `query` does it, as pipelines of steps, and by plain DuckDB, in
/// turns over the same Parquet files in one process; rows are compared. Each time is that of the
/// whole: opening the engine, planning, computing, reading the rows, closing the engine. A turn is
/// all queries, each by every way; where several ways are compared, a first turn is not counted, so
/// that the JVM's own start is in none of the figures.
///
/// Arguments: a folder for the files, the scale, the number of turns, and which to run (default
/// `duckdb,query,pipeline`); with one alone, the process's peak memory is that one's. After that,
/// the numbers of the queries (default all).
public final class TpchBenchmark {
    private record Answer(double planning, List<List<String>> rows) {}

    /// One way to run a query, by its number from 0.
    private interface Way {
        Answer run(int number) throws Exception;
    }

    private TpchBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int turns = Integer.parseInt(arguments[2]);
        String chosen = arguments.length > 3 ? arguments[3] : "duckdb,query,pipeline";
        TpchFiles.create(folder, Double.parseDouble(arguments[1]));
        List<String> queries = queries();
        TpchPipelines pipelines = new TpchPipelines();
        Map<String, Way> ways = new LinkedHashMap<>();
        for (String way : chosen.split(",")) {
            ways.put(
                    way,
                    switch (way) {
                        case "duckdb" -> i -> duck(folder, queries.get(i));
                        case "query" -> i -> ours(folder, queries.get(i));
                        default -> i -> pipeline(folder, pipelines, i);
                    });
        }
        System.out.println("| query | " + String.join(" ms | ", ways.keySet()) + " ms | rows |");
        System.out.println("| ---: |" + " ---: |".repeat(ways.size()) + " --- |");
        int[] numbers =
                arguments.length > 4
                        ? Stream.of(arguments[4].split(",")).mapToInt(Integer::parseInt).toArray()
                        : IntStream.rangeClosed(1, queries.size()).toArray();
        Timings timings = new Timings(numbers.length, turns);
        boolean[] equal = new boolean[numbers.length];
        Arrays.fill(equal, true);
        for (int turn = ways.size() > 1 ? -1 : 0; turn < turns; turn++) {
            for (int i = 0; i < numbers.length; i++) {
                equal[i] &= measure(ways, numbers[i] - 1, timings, i, turn);
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            StringBuilder line = new StringBuilder("| " + numbers[i] + " |");
            for (String way : ways.keySet()) {
                line.append(String.format(Locale.ROOT, " %.0f |", timings.medians(way)[i]));
            }
            System.out.println(line + (equal[i] ? " equal |" : " DIFFERENT |"));
        }
        ways.keySet().forEach(way -> summary(way, timings, numbers));
        System.out.printf(
                Locale.ROOT,
                "of it planning by query: %.0f ms%n",
                sum(timings.medians("planning")));
        System.out.println("peak memory of the process: " + peak());
    }

    private static void summary(String way, Timings timings, int[] numbers) {
        double[] times = timings.medians(way);
        double[] base = timings.medians("duckdb");
        System.out.printf(Locale.ROOT, "%s: total %.0f ms", way, sum(times));
        if (sum(base) > 0 && !way.equals("duckdb")) {
            double logs = 0;
            int worst = 0;
            for (int i = 0; i < times.length; i++) {
                logs += Math.log(times[i] / base[i]);
                worst = times[i] / base[i] > times[worst] / base[worst] ? i : worst;
            }
            System.out.printf(
                    Locale.ROOT,
                    ", ratio of totals %.3f, geometric mean %.3f, worst query %d with %.2f",
                    sum(times) / sum(base),
                    Math.exp(logs / times.length),
                    numbers[worst],
                    times[worst] / base[worst]);
        }
        System.out.println();
    }

    private static double sum(double[] times) {
        return Arrays.stream(times).sum();
    }

    private static String peak() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring(6).strip())
                .findFirst()
                .orElse("unknown");
    }

    /// Notes the times of one turn of a query, and returns whether all ways gave the same rows.
    private static boolean measure(
            Map<String, Way> ways, int query, Timings timings, int at, int turn) throws Exception {
        boolean equal = true;
        List<List<String>> first = null;
        for (Map.Entry<String, Way> way : ways.entrySet()) {
            long begin = System.nanoTime();
            Answer answer = way.getValue().run(query);
            timings.note(way.getKey(), at, turn, (System.nanoTime() - begin) / 1e6);
            if (way.getKey().equals("query")) {
                timings.note("planning", at, turn, answer.planning());
            }
            first = first == null ? answer.rows() : first;
            equal &= same(answer.rows(), first);
        }
        return equal;
    }

    /// Milliseconds by what was timed, query and turn; turns before 0 are not kept.
    private static final class Timings {
        private final Map<String, double[][]> times = new HashMap<>();
        private final int queries;
        private final int turns;

        Timings(int queries, int turns) {
            this.queries = queries;
            this.turns = turns;
        }

        void note(String what, int query, int turn, double ms) {
            if (turn >= 0) {
                of(what)[query][turn] = ms;
            }
        }

        double[] medians(String what) {
            return Arrays.stream(of(what))
                    .mapToDouble(turns -> {
                        double[] sorted = turns.clone();
                        Arrays.sort(sorted);
                        return sorted[sorted.length / 2];
                    })
                    .toArray();
        }

        private double[][] of(String what) {
            return times.computeIfAbsent(what, w -> new double[queries][turns]);
        }
    }

    private static Answer pipeline(Path folder, TpchPipelines pipelines, int number) {
        LocalEngine.openAhead();
        try (FolderSource source = new FolderSource(folder);
                QueryResult result = pipelines.run(source, number)) {
            return new Answer(0, rows(result));
        }
    }

    static List<List<String>> rows(QueryResult result) {
        List<List<String>> rows = new ArrayList<>();
        int width = result.schema().fields().size();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                row.add(String.valueOf(result.value(c)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Answer ours(Path folder, String sql) {
        long begin = System.nanoTime();
        LocalEngine.openAhead();
        try (FolderCatalog catalog = new FolderCatalog(folder)) {
            RelNode plan = new SqlCompiler(catalog).query(sql);
            double planning = (System.nanoTime() - begin) / 1e6;
            try (LocalEngine engine = new LocalEngine(EngineSettings.defaults(), FileGuard.NONE)) {
                catalog.scans.forEach(engine::register);
                try (QueryResult result = engine.query(plan)) {
                    return new Answer(planning, rows(result));
                }
            }
        }
    }

    private static Answer duck(Path folder, String sql) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (String table :
                    List.of(
                            "customer",
                            "lineitem",
                            "nation",
                            "orders",
                            "part",
                            "partsupp",
                            "region",
                            "supplier")) {
                statement.execute(
                        "CREATE VIEW "
                                + table
                                + " AS SELECT * FROM read_parquet('"
                                + folder.resolve(table + ".parquet")
                                + "')");
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int c = 1; c <= width; c++) {
                        row.add(String.valueOf(result.getObject(c)));
                    }
                    rows.add(row);
                }
            }
            return new Answer(0, rows);
        }
    }

    /// Compares numbers to a millionth, as quotients of decimals keep six fraction digits here.
    static boolean same(List<List<String>> here, List<List<String>> there) {
        if (here.size() != there.size()) {
            return false;
        }
        for (int r = 0; r < here.size(); r++) {
            for (int c = 0; c < here.get(r).size(); c++) {
                if (!near(here.get(r).get(c), there.get(r).get(c))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean near(String here, String there) {
        if (here.equals(there)) {
            return true;
        }
        try {
            double a = Double.parseDouble(here);
            double b = Double.parseDouble(there);
            return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static List<String> queries() throws Exception {
        try (var in = Objects.requireNonNull(TpchFiles.class.getResourceAsStream("queries.sql"))) {
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";"))
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        }
    }

    private static final class FolderCatalog implements Catalog, AutoCloseable {
        private final Map<List<String>, Scan> scans = new LinkedHashMap<>();
        private final FolderSource source;

        FolderCatalog(Path folder) {
            source = new FolderSource(folder);
        }

        @Override
        public Optional<Relation> find(List<String> path) {
            String table = path.getLast().toLowerCase(Locale.ROOT);
            if (!source.tables().contains(table)) {
                return Optional.empty();
            }
            Scan scan = source.scan(table, null);
            scans.put(List.of(table), scan);
            return Optional.of(new Relation(List.of(table), scan.schema()));
        }

        @Override
        public Collection<List<String>> paths() {
            return source.tables().stream().map(List::of).toList();
        }

        @Override
        public void close() {
            source.close();
        }
    }
}

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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;

/// The 22 TPC-H queries, planned and run as `query` does it and run by plain DuckDB, in turns, over
/// the same Parquet files in one process; rows are compared.
///
/// Arguments: a folder for the files, the scale, the number of turns.
public final class TpchBenchmark {
    private record Timed(double millis, double planning, List<List<String>> rows) {}

    private TpchBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int turns = Integer.parseInt(arguments[2]);
        TpchFiles.create(folder, Double.parseDouble(arguments[1]));
        List<String> queries = queries();
        double[] totals = new double[3];
        double logs = 0;
        System.out.println(
                "| query | Plumbline ms | of it planning ms | DuckDB ms | ratio | rows |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | --- |");
        for (int i = 0; i < queries.size(); i++) {
            double[] best = measure(folder, queries.get(i), turns);
            double ratio = best[0] / best[2];
            logs += Math.log(ratio);
            for (int k = 0; k < 3; k++) {
                totals[k] += best[k];
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.0f | %.2f | %s |%n",
                    i + 1,
                    best[0],
                    best[1],
                    best[2],
                    ratio,
                    best[3] == 0 ? "equal" : "DIFFERENT");
        }
        System.out.printf(
                Locale.ROOT,
                "| total | %.0f | %.0f | %.0f | %.2f (geometric mean %.2f) | |%n",
                totals[0],
                totals[1],
                totals[2],
                totals[0] / totals[2],
                Math.exp(logs / queries.size()));
    }

    /// Returns the medians of ours, our planning and DuckDB's, and whether rows differed.
    private static double[] measure(Path folder, String sql, int turns) throws Exception {
        double[] ours = new double[turns];
        double[] planning = new double[turns];
        double[] theirs = new double[turns];
        boolean different = false;
        for (int turn = 0; turn < turns; turn++) {
            Timed here = ours(folder, sql);
            Timed there = duck(folder, sql);
            ours[turn] = here.millis();
            planning[turn] = here.planning();
            theirs[turn] = there.millis();
            different |= !same(here.rows(), there.rows());
        }
        return new double[] {median(ours), median(planning), median(theirs), different ? 1 : 0};
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Timed ours(Path folder, String sql) {
        long begin = System.nanoTime();
        try (FolderCatalog catalog = new FolderCatalog(folder)) {
            RelNode plan = new SqlCompiler(catalog).query(sql);
            double planning = (System.nanoTime() - begin) / 1e6;
            try (LocalEngine engine = new LocalEngine(EngineSettings.defaults(), FileGuard.NONE)) {
                catalog.scans.forEach(engine::register);
                List<List<String>> rows = new ArrayList<>();
                try (QueryResult result = engine.query(plan)) {
                    int width = result.schema().fields().size();
                    while (result.next()) {
                        List<String> row = new ArrayList<>();
                        for (int c = 0; c < width; c++) {
                            row.add(String.valueOf(result.value(c)));
                        }
                        rows.add(row);
                    }
                }
                return new Timed((System.nanoTime() - begin) / 1e6, planning, rows);
            }
        }
    }

    private static Timed duck(Path folder, String sql) throws Exception {
        long begin = System.nanoTime();
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
            return new Timed((System.nanoTime() - begin) / 1e6, 0, rows);
        }
    }

    /// Compares numbers to a millionth, as quotients of decimals keep six fraction digits here.
    private static boolean same(List<List<String>> here, List<List<String>> there) {
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

    private static List<String> queries() throws Exception {
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

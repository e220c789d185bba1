package io.plumbline.workbench.benchmark;

import io.plumbline.connectors.files.FolderSource;
import io.plumbline.connectors.postgres.PostgresConnector;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.testdata.server.PostgresServer;
import io.plumbline.testdata.tpch.TpchFiles;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// The 22 TPC-H queries with `customer` and `orders` in PostgreSQL and the other tables in Parquet,
/// beside the same queries over Parquet alone. What a query may take is twice the time over Parquet
/// alone and the time that PostgreSQL needs to hand over the rows that cross; rows must be equal.
///
/// Arguments: a folder for the files, the scale, the number of turns, and the numbers of the
/// queries (default all).
public final class FederatedBenchmark {
    private static final List<String> REMOTE = List.of("customer", "orders");

    private FederatedBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int turns = Integer.parseInt(arguments[2]);
        TpchFiles.create(folder, Double.parseDouble(arguments[1]));
        int[] numbers =
                arguments.length > 3
                        ? Stream.of(arguments[3].split(",")).mapToInt(Integer::parseInt).toArray()
                        : IntStream.rangeClosed(1, 22).toArray();
        try (PostgresServer server = PostgresServer.start()) {
            load(server, folder);
            try (FolderSource files = new FolderSource(folder);
                    Source crm = open(server)) {
                Map<List<String>, Scan> parquet = new LinkedHashMap<>();
                files.tables().forEach(t -> parquet.put(List.of(t), files.scan(t, null)));
                Map<List<String>, Scan> mixed = new LinkedHashMap<>(parquet);
                WatchedSystem watched = null;
                for (String table : REMOTE) {
                    Scan.Table scan = (Scan.Table) crm.scan(table, null);
                    watched = watched == null ? new WatchedSystem(scan.system()) : watched;
                    mixed.put(List.of(table), new Scan.Table(watched, scan.name(), scan.schema()));
                }
                report(parquet, mixed, watched, numbers, turns);
            }
        }
    }

    private static void report(
            Map<List<String>, Scan> parquet,
            Map<List<String>, Scan> mixed,
            WatchedSystem watched,
            int[] numbers,
            int turns)
            throws Exception {
        System.out.println(
                "| query | Parquet ms | PostgreSQL's part ms | both ms | ratio | crossing rows | rows"
                        + " |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        double[] totals = new double[3];
        int within = 0;
        int same = 0;
        for (int number : numbers) {
            Measured m = measure(parquet, mixed, watched, number, turns);
            double ratio = m.both() / (m.parquet() + m.handing());
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %.0f | %.2f | %d | %s |%n",
                    number,
                    m.parquet(),
                    m.handing(),
                    m.both(),
                    ratio,
                    m.crossing(),
                    m.equal() ? "equal" : "DIFFERENT");
            totals[0] += m.parquet();
            totals[1] += m.handing();
            totals[2] += m.both();
            within += ratio <= 2 ? 1 : 0;
            same += m.equal() ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "equal %d of %d; within twice %d of %d; totals: Parquet %.0f ms, PostgreSQL's part"
                        + " %.0f ms, both %.0f ms, ratio %.2f%n",
                same,
                numbers.length,
                within,
                numbers.length,
                totals[0],
                totals[1],
                totals[2],
                totals[2] / (totals[0] + totals[1]));
    }

    private record Measured(
            double parquet, double handing, double both, long crossing, boolean equal) {}

    private static Measured measure(
            Map<List<String>, Scan> parquet,
            Map<List<String>, Scan> mixed,
            WatchedSystem watched,
            int number,
            int turns)
            throws Exception {
        String sql = TpchBenchmark.queries().get(number - 1);
        double[] alone = new double[turns];
        double[] handing = new double[turns];
        double[] both = new double[turns];
        long crossing = 0;
        boolean equal = true;
        for (int turn = 0; turn < turns; turn++) {
            long begin = System.nanoTime();
            List<List<String>> expected = run(parquet, sql);
            alone[turn] = (System.nanoTime() - begin) / 1e6;
            watched.forget();
            begin = System.nanoTime();
            List<List<String>> found = run(mixed, sql);
            both[turn] = (System.nanoTime() - begin) / 1e6;
            equal &= TpchBenchmark.same(found, expected);
            begin = System.nanoTime();
            crossing = watched.replay();
            handing[turn] = (System.nanoTime() - begin) / 1e6;
        }
        return new Measured(median(alone), median(handing), median(both), crossing, equal);
    }

    private static List<List<String>> run(Map<List<String>, Scan> scans, String sql) {
        LocalEngine.openAhead();
        List<Relation> relations =
                scans.entrySet().stream()
                        .map(e -> new Relation(e.getKey(), e.getValue().schema()))
                        .toList();
        var plan = new SqlCompiler(Catalog.of(relations)).query(sql);
        try (LocalEngine engine = new LocalEngine(EngineSettings.defaults(), FileGuard.NONE)) {
            scans.forEach(engine::register);
            try (QueryResult result = engine.query(plan)) {
                return TpchBenchmark.rows(result);
            }
        }
    }

    private static Source open(PostgresServer server) {
        return new PostgresConnector()
                .open(
                        new io.plumbline.engine.model.Connection(
                                "crm",
                                "postgres",
                                null,
                                null,
                                null,
                                null,
                                Map.of("url", server.url("postgres"), "user", "postgres")),
                        reference -> "",
                        Path.of("."));
    }

    /// Copies the tables from the files, with their keys.
    private static void load(PostgresServer server, Path folder) throws Exception {
        try (Connection postgres =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "");
                Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement here = duck.createStatement();
                Statement there = postgres.createStatement()) {
            there.execute(
                    "CREATE TABLE customer (c_custkey bigint, c_name text, c_address text,"
                            + " c_nationkey bigint, c_phone text, c_acctbal numeric(15,2),"
                            + " c_mktsegment text, c_comment text)");
            there.execute(
                    "CREATE TABLE orders (o_orderkey bigint, o_custkey bigint, o_orderstatus text,"
                            + " o_totalprice numeric(15,2), o_orderdate date, o_orderpriority text,"
                            + " o_clerk text, o_shippriority integer, o_comment text)");
            for (String table : REMOTE) {
                Path csv = folder.resolve(table + ".csv");
                here.execute(
                        "COPY (SELECT * FROM read_parquet('"
                                + folder.resolve(table + ".parquet")
                                + "')) TO '"
                                + csv
                                + "' (FORMAT csv, HEADER false)");
                try (InputStream rows = Files.newInputStream(csv)) {
                    postgres.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY " + table + " FROM STDIN (FORMAT csv)", rows);
                }
                Files.delete(csv);
            }
            there.execute("ALTER TABLE customer ADD PRIMARY KEY (c_custkey)");
            there.execute("ALTER TABLE orders ADD PRIMARY KEY (o_orderkey)");
            there.execute("CREATE INDEX orders_by_customer ON orders (o_custkey)");
            there.execute("VACUUM ANALYZE");
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}

package io.plumbline.testdata.tpch;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the eight TPC-H tables as Parquet files, one each, with the types of the standard.
public final class TpchFiles {
    private static final Map<String, String> COLUMNS =
            Map.of(
                    "customer",
                    "c_custkey BIGINT, c_name VARCHAR, c_address VARCHAR, c_nationkey BIGINT,"
                            + " c_phone VARCHAR, c_acctbal DECIMAL(15,2), c_mktsegment VARCHAR,"
                            + " c_comment VARCHAR",
                    "lineitem",
                    "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INTEGER,"
                            + " l_quantity DECIMAL(15,2), l_extendedprice DECIMAL(15,2), l_discount"
                            + " DECIMAL(15,2), l_tax DECIMAL(15,2), l_returnflag VARCHAR,"
                            + " l_linestatus VARCHAR, l_shipdate DATE, l_commitdate DATE,"
                            + " l_receiptdate DATE, l_shipinstruct VARCHAR, l_shipmode VARCHAR,"
                            + " l_comment VARCHAR",
                    "nation",
                    "n_nationkey BIGINT, n_name VARCHAR, n_regionkey BIGINT, n_comment VARCHAR",
                    "orders",
                    "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus VARCHAR, o_totalprice"
                            + " DECIMAL(15,2), o_orderdate DATE, o_orderpriority VARCHAR, o_clerk"
                            + " VARCHAR, o_shippriority INTEGER, o_comment VARCHAR",
                    "part",
                    "p_partkey BIGINT, p_name VARCHAR, p_mfgr VARCHAR, p_brand VARCHAR, p_type"
                            + " VARCHAR, p_size INTEGER, p_container VARCHAR, p_retailprice"
                            + " DECIMAL(15,2), p_comment VARCHAR",
                    "partsupp",
                    "ps_partkey BIGINT, ps_suppkey BIGINT, ps_availqty INTEGER, ps_supplycost"
                            + " DECIMAL(15,2), ps_comment VARCHAR",
                    "region",
                    "r_regionkey BIGINT, r_name VARCHAR, r_comment VARCHAR",
                    "supplier",
                    "s_suppkey BIGINT, s_name VARCHAR, s_address VARCHAR, s_nationkey BIGINT,"
                            + " s_phone VARCHAR, s_acctbal DECIMAL(15,2), s_comment VARCHAR");

    private TpchFiles() {}

    /// Writes the tables that are not there yet.
    ///
    /// @param scale the standard's scale factor; 1 is about 1 GB of text, 6 million order lines
    public static void create(Path folder, double scale) throws IOException, SQLException {
        Files.createDirectories(folder);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            for (TpchTable<?> table : TpchTable.getTables()) {
                Path file = folder.resolve(table.getTableName() + ".parquet");
                if (!Files.exists(file)) {
                    write(duck, table, scale, file);
                }
            }
        }
    }

    private static void write(Connection duck, TpchTable<?> table, double scale, Path file)
            throws IOException, SQLException {
        Path text = file.resolveSibling(table.getTableName() + ".tbl");
        Path part = file.resolveSibling(table.getTableName() + ".part");
        try (BufferedWriter out = Files.newBufferedWriter(text)) {
            for (TpchEntity row : table.createGenerator(scale, 1, 1)) {
                String line = row.toLine();
                out.write(line, 0, line.length() - 1);
                out.write('\n');
            }
        }
        try (Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT * FROM read_csv('%s', delim = '|', header = false, quote = '', columns = {%s})) TO '%s' (FORMAT parquet)"
                            .formatted(quoted(text), columns(table.getTableName()), quoted(part)));
        }
        Files.move(part, file);
        Files.delete(text);
    }

    private static String columns(String table) {
        String declared = COLUMNS.get(table);
        if (declared == null) {
            throw new IllegalArgumentException("No columns declared for table " + table);
        }
        return Arrays.stream(declared.split(", "))
                .map(c -> c.split(" ", 2))
                .map(c -> "'" + c[0] + "': '" + c[1] + "'")
                .collect(Collectors.joining(", "));
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}

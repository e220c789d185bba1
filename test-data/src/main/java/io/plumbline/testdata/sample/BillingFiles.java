package io.plumbline.testdata.sample;

import io.plumbline.testdata.foodmart.Foodmart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Sales, products, days, stock and exchange rates as Parquet files.
final class BillingFiles {
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put(
                "sales",
                "SELECT * FROM \"sales_fact_1997\" UNION ALL SELECT * FROM \"sales_fact_1998\" UNION ALL SELECT * FROM \"sales_fact_dec_1998\"");
        FILES.put("products", "SELECT * FROM \"product\"");
        FILES.put("product_classes", "SELECT * FROM \"product_class\"");
        FILES.put("days", "SELECT * FROM \"time_by_day\"");
        FILES.put(
                "inventory",
                "SELECT * FROM \"inventory_fact_1997\" UNION ALL SELECT * FROM \"inventory_fact_1998\"");
        FILES.put("exchange_rates", "SELECT * FROM \"currency\"");
    }

    private BillingFiles() {}

    static void write(Foodmart foodmart, Path folder) throws SQLException {
        try (DuckDBConnection duck =
                DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                String table = file.getKey();
                foodmart.rows(file.getValue(), rows -> load(duck, table, rows));
                String target = folder.resolve(table + ".parquet").toString().replace("'", "''");
                execute(
                        duck,
                        "COPY "
                                + table
                                + " TO '"
                                + target
                                + "' (FORMAT parquet, COMPRESSION zstd)");
            }
        }
    }

    private static void load(DuckDBConnection duck, String table, ResultSet rows)
            throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int width = columns.getColumnCount();
        StringBuilder ddl = new StringBuilder("CREATE TABLE " + table + " (");
        for (int i = 1; i <= width; i++) {
            ddl.append(i == 1 ? "" : ", ")
                    .append('"')
                    .append(columns.getColumnLabel(i).toLowerCase(java.util.Locale.ROOT))
                    .append("\" ")
                    .append(type(columns, i));
        }
        execute(duck, ddl + ")");
        try (DuckDBAppender appender =
                duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            while (rows.next()) {
                appender.beginRow();
                for (int i = 1; i <= width; i++) {
                    append(appender, rows, columns.getColumnType(i), i);
                }
                appender.endRow();
            }
        }
    }

    private static String type(ResultSetMetaData columns, int i) throws SQLException {
        return switch (columns.getColumnType(i)) {
            case Types.DECIMAL, Types.NUMERIC ->
                    "DECIMAL(" + columns.getPrecision(i) + "," + columns.getScale(i) + ")";
            case Types.BIGINT -> "BIGINT";
            case Types.INTEGER -> "INTEGER";
            case Types.SMALLINT -> "SMALLINT";
            case Types.DOUBLE, Types.FLOAT -> "DOUBLE";
            case Types.BOOLEAN -> "BOOLEAN";
            case Types.DATE -> "DATE";
            case Types.TIMESTAMP -> "TIMESTAMP";
            default -> "VARCHAR";
        };
    }

    private static void append(DuckDBAppender appender, ResultSet rows, int type, int i)
            throws SQLException {
        Object value = rows.getObject(i);
        if (value == null) {
            appender.appendNull();
            return;
        }
        switch (type) {
            case Types.DECIMAL, Types.NUMERIC -> appender.append(rows.getBigDecimal(i));
            case Types.BIGINT -> appender.append(rows.getLong(i));
            case Types.INTEGER -> appender.append(rows.getInt(i));
            case Types.SMALLINT -> appender.append(rows.getShort(i));
            case Types.DOUBLE, Types.FLOAT -> appender.append(rows.getDouble(i));
            case Types.BOOLEAN -> appender.append(rows.getBoolean(i));
            case Types.DATE -> appender.append(rows.getDate(i).toLocalDate());
            case Types.TIMESTAMP -> appender.append(rows.getTimestamp(i).toLocalDateTime());
            default -> appender.append(rows.getString(i));
        }
    }

    private static void execute(Connection duck, String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }
}

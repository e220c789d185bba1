package io.plumbline.testdata.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.Locale;

/// Copies rows into a new table of another database, in batches, under lower-case names.
final class TableCopy {
    private static final int BATCH = 1_000;

    private TableCopy() {}

    static void into(Connection target, String table, String key, ResultSet rows)
            throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int width = columns.getColumnCount();
        StringBuilder ddl = new StringBuilder("CREATE TABLE " + table + " (");
        for (int i = 1; i <= width; i++) {
            ddl.append('"')
                    .append(columns.getColumnLabel(i).toLowerCase(Locale.ROOT))
                    .append("\" ")
                    .append(type(columns, i))
                    .append(", ");
        }
        try (Statement statement = target.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute(ddl + "PRIMARY KEY (\"" + key + "\"))");
        }
        String marks = String.join(", ", Collections.nCopies(width, "?"));
        target.setAutoCommit(false);
        try (PreparedStatement insert =
                target.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            for (int n = 1; rows.next(); n++) {
                for (int i = 1; i <= width; i++) {
                    insert.setObject(i, rows.getObject(i), columns.getColumnType(i));
                }
                insert.addBatch();
                if (n % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        target.commit();
        target.setAutoCommit(true);
    }

    private static String type(ResultSetMetaData columns, int i) throws SQLException {
        return switch (columns.getColumnType(i)) {
            case Types.DECIMAL, Types.NUMERIC ->
                    "NUMERIC(" + columns.getPrecision(i) + "," + columns.getScale(i) + ")";
            case Types.BIGINT -> "BIGINT";
            case Types.INTEGER -> "INTEGER";
            case Types.SMALLINT -> "SMALLINT";
            case Types.DOUBLE, Types.FLOAT -> "DOUBLE PRECISION";
            case Types.BOOLEAN -> "BOOLEAN";
            case Types.DATE -> "DATE";
            case Types.TIMESTAMP -> "TIMESTAMP";
            default -> "VARCHAR(" + columns.getPrecision(i) + ")";
        };
    }
}

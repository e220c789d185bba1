package io.plumbline.connectors.h2;

import io.plumbline.connectors.support.DatabaseTable;
import io.plumbline.connectors.support.SourceTables;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Asks H2's catalog for tables and columns.
final class H2Catalog {
    private static final String TABLES =
            """
            SELECT t.TABLE_SCHEMA, t.TABLE_NAME, t.TABLE_TYPE, t.STORAGE_TYPE, t.ROW_COUNT_ESTIMATE,
              EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS c
                WHERE c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
                  AND c.IS_GENERATED <> 'NEVER')
            FROM INFORMATION_SCHEMA.TABLES t WHERE t.TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
            """;
    private static final String COLUMNS =
            """
            SELECT COLUMN_NAME, DATA_TYPE,
              COALESCE(NUMERIC_PRECISION, CHARACTER_MAXIMUM_LENGTH, 0),
              COALESCE(NUMERIC_SCALE, 0), IS_NULLABLE
            FROM INFORMATION_SCHEMA.COLUMNS
            WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION
            """;
    private static final String KEY =
            """
            SELECT k.COLUMN_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS t
              JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE k
                ON k.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA
                  AND k.CONSTRAINT_NAME = t.CONSTRAINT_NAME
            WHERE t.CONSTRAINT_TYPE = 'PRIMARY KEY' AND t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ?
            ORDER BY k.ORDINAL_POSITION
            """;

    /// Aliases of Java code; those of H2's own compatibility modes are not listed there.
    private static final String CODE =
            """
            SELECT (SELECT COUNT(*) FROM INFORMATION_SCHEMA.ROUTINES
                WHERE ROUTINE_SCHEMA <> 'INFORMATION_SCHEMA')
              + (SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRIGGERS)
            """;

    private H2Catalog() {}

    /// A table in the catalog.
    ///
    /// @param rows estimated rows
    /// @param computes whether its rows come from expressions: a view, or generated columns
    /// @param reachesOut whether its rows stand in another database
    record Table(String schema, String name, long rows, boolean computes, boolean reachesOut)
            implements DatabaseTable {
        @Override
        public String quoted() {
            return SourceTables.quote(schema) + "." + SourceTables.quote(name);
        }
    }

    /// Returns tables by the names shown: those of the schema given without prefix.
    static Map<String, Table> tables(Connection connection, String schema) throws SQLException {
        Map<String, Table> out = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                String type = rows.getString(3).toUpperCase(Locale.ROOT);
                String storage = String.valueOf(rows.getString(4)).toUpperCase(Locale.ROOT);
                boolean view = type.contains("VIEW");
                Table table =
                        new Table(
                                rows.getString(1),
                                rows.getString(2),
                                view ? -1 : rows.getLong(5),
                                view || rows.getBoolean(6),
                                storage.contains("LINK"));
                boolean plain = table.schema().equalsIgnoreCase(schema);
                out.put(plain ? table.name() : table.schema() + "." + table.name(), table);
            }
        }
        return out;
    }

    /// Returns whether Java code stands in the database that reading a view may run.
    static boolean holdsCode(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CODE)) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }

    static DatabaseTable.Columns columns(Connection connection, Table table) throws SQLException {
        List<Field> fields = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    DataType type =
                            H2Types.ours(rows.getString(2), rows.getLong(3), rows.getInt(4));
                    fields.add(new Field(name, type, rows.getString(5).equals("YES")));
                    reasons.add(H2Types.reason(name, rows.getString(2), type));
                }
            }
        }
        reasons.removeIf(String::isEmpty);
        return new DatabaseTable.Columns(
                new Schema(fields),
                SourceTables.texts(connection, KEY, table.schema(), table.name()),
                List.copyOf(reasons));
    }
}

package io.plumbline.connectors.mariadb;

import io.plumbline.connectors.support.DatabaseTable;
import io.plumbline.connectors.support.SourceTables;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Asks MariaDB's catalog for tables and columns of the database connected to.
final class MariaDbCatalog {
    private static final String TABLES =
            """
            SELECT TABLE_SCHEMA, TABLE_NAME, COALESCE(TABLE_ROWS, -1)
            FROM INFORMATION_SCHEMA.TABLES
            WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE <> 'SEQUENCE'
            """;
    private static final String COLUMNS =
            """
            SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE,
              COALESCE(NUMERIC_PRECISION, CHARACTER_MAXIMUM_LENGTH, 0),
              COALESCE(NUMERIC_SCALE, 0), IS_NULLABLE
            FROM INFORMATION_SCHEMA.COLUMNS
            WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION
            """;
    private static final String KEY =
            """
            SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE
            WHERE CONSTRAINT_NAME = 'PRIMARY' AND TABLE_SCHEMA = ? AND TABLE_NAME = ?
            ORDER BY ORDINAL_POSITION
            """;

    private MariaDbCatalog() {}

    /// A table in the catalog.
    ///
    /// @param rows estimated rows, -1 for a view
    record Table(String schema, String name, long rows) implements DatabaseTable {
        @Override
        public String quoted() {
            return SourceTables.quote(schema) + "." + SourceTables.quote(name);
        }
    }

    static Map<String, Table> tables(Connection connection) throws SQLException {
        Map<String, Table> out = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Table table = new Table(rows.getString(1), rows.getString(2), rows.getLong(3));
                out.put(table.name(), table);
            }
        }
        return out;
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
                    boolean unsigned = rows.getString(3).contains("unsigned");
                    DataType type =
                            MariaDbTypes.ours(
                                    rows.getString(2), unsigned, rows.getLong(4), rows.getInt(5));
                    fields.add(new Field(name, type, rows.getString(6).equals("YES")));
                    reasons.add(MariaDbTypes.reason(name, rows.getString(2), type));
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

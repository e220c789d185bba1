package io.plumbline.connectors.postgres;

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
import org.jspecify.annotations.Nullable;

/// Asks PostgreSQL's catalog for tables and columns.
final class PostgresCatalog {
    private static final String TABLES =
            """
            SELECT n.nspname, c.relname, c.oid, c.reltuples::bigint
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'
              AND n.nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(n.oid, 'USAGE')
              AND (NOT ? OR has_table_privilege(c.oid, 'SELECT'))
              AND n.nspname = COALESCE(?, n.nspname)
            """;
    private static final String COLUMNS =
            """
            SELECT a.attname, COALESCE(b.typname, t.typname),
              CASE WHEN b.oid IS NULL THEN a.atttypmod ELSE t.typtypmod END,
              a.attnotnull OR t.typnotnull
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
              LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd'
            WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;
    private static final String KEY =
            """
            SELECT a.attname FROM pg_catalog.pg_index i
              CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = ? AND i.indisprimary ORDER BY k.place
            """;

    private PostgresCatalog() {}

    /// A table in the catalog.
    ///
    /// @param rows estimated rows, -1 when never counted
    record Table(String schema, String name, long oid, long rows) implements DatabaseTable {
        @Override
        public String quoted() {
            return SourceTables.quote(schema) + "." + SourceTables.quote(name);
        }
    }

    /// Returns tables by the names shown: those of schema `public`, or of the one schema asked for,
    /// without prefix.
    ///
    /// @param readable whether to leave out those that the user may not read
    static Map<String, Table> tables(
            Connection connection, @Nullable String schema, boolean readable) throws SQLException {
        Map<String, Table> out = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setBoolean(1, readable);
            statement.setString(2, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Table table =
                            new Table(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getLong(3),
                                    rows.getLong(4));
                    boolean plain = schema != null || table.schema().equals("public");
                    String shown = plain ? table.name() : table.schema() + "." + table.name();
                    out.merge(shown, table, (a, b) -> a.schema().equals("public") ? a : b);
                }
            }
        }
        return out;
    }

    static DatabaseTable.Columns columns(Connection connection, Table table) throws SQLException {
        List<Field> fields = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, table.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    DataType type = PostgresTypes.ours(rows.getString(2), rows.getInt(3));
                    fields.add(new Field(name, type, !rows.getBoolean(4)));
                    reasons.add(
                            PostgresTypes.reason(name, rows.getString(2), rows.getInt(3), type));
                }
            }
        }
        reasons.removeIf(String::isEmpty);
        return new DatabaseTable.Columns(
                new Schema(fields),
                SourceTables.texts(connection, KEY, table.oid()),
                List.copyOf(reasons));
    }
}

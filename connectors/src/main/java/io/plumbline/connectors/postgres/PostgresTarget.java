package io.plumbline.connectors.postgres;

import io.plumbline.connectors.support.SourceTables;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table to write to, there already or to be made.
///
/// @param shown its name as the user knows it
/// @param columns the columns written, in order, spelt as the table spells them
record PostgresTarget(
        String connection,
        String shown,
        String schema,
        String name,
        Schema columns,
        boolean isNew) {
    private static final int LONGEST_NAME = 63;

    /// Looks the table up and checks that it has room for the columns.
    ///
    /// @throws PlumblineException with SCHEMA_MISMATCH naming each column that the table lacks
    static PostgresTarget find(
            Connection connection,
            String connectionName,
            @Nullable String schema,
            String table,
            Schema columns)
            throws SQLException {
        Map<String, PostgresCatalog.Table> known =
                PostgresCatalog.tables(connection, schema, false);
        PostgresCatalog.Table found = known.get(table);
        if (found == null) {
            return made(connection, connectionName, schema, table, columns);
        }
        Schema there = PostgresCatalog.columns(connection, found).schema();
        Schema spelt = matched(connectionName, table, there, columns);
        return new PostgresTarget(
                connectionName, table, found.schema(), found.name(), spelt, false);
    }

    private static PostgresTarget made(
            Connection connection,
            String connectionName,
            @Nullable String schema,
            String table,
            Schema columns)
            throws SQLException {
        int dot = table.indexOf('.');
        boolean qualified = schema == null && dot > 0 && dot < table.length() - 1;
        String into = qualified ? table.substring(0, dot) : schema == null ? "public" : schema;
        String name = qualified ? table.substring(dot + 1) : table;
        if (!exists(connection, into)) {
            throw PlumblineException.of(
                    ErrorCode.TABLE_UNKNOWN,
                    "Cannot write table '" + table + "': there is no schema '" + into + "'",
                    "Create the schema first, or correct its name");
        }
        checkName("table", name);
        columns.fields().forEach(f -> checkName("column", f.name()));
        return new PostgresTarget(connectionName, table, into, name, columns, true);
    }

    private static boolean exists(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void checkName(String what, String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isEmpty() || bytes > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw PlumblineException.of(
                    ErrorCode.SCHEMA_MISMATCH,
                    "Invalid "
                            + what
                            + " name: '"
                            + name.replace('\0', ' ')
                            + "' (must have 1 to "
                            + LONGEST_NAME
                            + " bytes in PostgreSQL)",
                    "Rename it in a step before");
        }
    }

    private static Schema matched(String connection, String table, Schema there, Schema columns) {
        List<Field> spelt = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Field field : columns.fields()) {
            Optional<Field> match =
                    there.fields().stream()
                            .filter(f -> f.name().equals(field.name()))
                            .findFirst()
                            .or(() -> there.field(field.name()));
            match.ifPresent(m -> spelt.add(new Field(m.name(), field.type(), field.nullable())));
            if (match.isEmpty()) {
                problems.add(
                        Problem.error(
                                ErrorCode.SCHEMA_MISMATCH,
                                "Cannot write table '"
                                        + table
                                        + "' of connection '"
                                        + connection
                                        + "': it has no column '"
                                        + field.name()
                                        + "'",
                                Place.NOWHERE.of(field.name()),
                                Suggestion.nearest(field.name(), there.names())
                                        .map(n -> "Did you mean '" + n + "'?")
                                        .orElse("Add the column, or drop it in a step before")));
            }
        }
        if (!problems.isEmpty()) {
            throw new PlumblineException(problems, null);
        }
        return new Schema(spelt);
    }

    String quoted() {
        return SourceTables.quote(schema) + "." + SourceTables.quote(name);
    }

    String columnList() {
        return columns.names().stream().map(SourceTables::quote).collect(Collectors.joining(", "));
    }

    /// Returns how the table is made.
    String created() {
        return columns.fields().stream()
                .map(f ->
                        SourceTables.quote(f.name())
                                + " "
                                + PostgresTypes.theirs(f.type())
                                + (f.nullable() ? "" : " NOT NULL"))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /// Returns how the staging table is made: with the types of the table that is there.
    String staged() {
        return isNew
                ? created()
                : "AS SELECT " + columnList() + " FROM " + quoted() + " WITH NO DATA";
    }
}

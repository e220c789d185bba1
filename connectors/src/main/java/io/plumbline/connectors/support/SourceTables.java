package io.plumbline.connectors.support;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What every source of tables does with their names and columns.
public final class SourceTables {
    private SourceTables() {}

    /// Returns the identifier in double quotes.
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /// Finds a table: exactly as spelt, else without regard to case if only one is meant.
    ///
    /// @throws PlumblineException with TABLE_UNKNOWN naming the nearest table
    public static <T> T find(String connection, String table, Map<String, T> known) {
        T exact = known.get(table);
        if (exact != null) {
            return exact;
        }
        List<String> similar = known.keySet().stream().filter(table::equalsIgnoreCase).toList();
        if (similar.size() == 1) {
            return Objects.requireNonNull(known.get(similar.getFirst()));
        }
        String remedy =
                similar.isEmpty()
                        ? Suggestion.nearest(table, known.keySet())
                                .map(n -> "Did you mean '" + n + "'?")
                                .orElse("Check the name, and whether the user may read it")
                        : "Spell it as one of '" + String.join("', '", similar) + "'";
        throw PlumblineException.of(
                ErrorCode.TABLE_UNKNOWN,
                "Unknown table: '" + table + "' in connection '" + connection + "'",
                remedy);
    }

    /// Returns the first column of a question to the catalog, row by row.
    public static List<String> texts(Connection connection, String sql, Object... arguments)
            throws SQLException {
        List<String> out = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    out.add(rows.getString(1));
                }
            }
        }
        return out;
    }

    /// Returns the columns that a design counts on, each of which the table must have as spelt.
    ///
    /// @throws PlumblineException with SCHEMA_CHANGED naming each column that is not there
    public static Schema expected(String connection, String table, Schema found, Schema wanted) {
        List<Problem> problems = new ArrayList<>();
        Collection<String> names = found.names();
        for (Field field : wanted.fields()) {
            if (!names.contains(field.name())) {
                problems.add(
                        Problem.error(
                                ErrorCode.SCHEMA_CHANGED,
                                "Cannot read table '"
                                        + table
                                        + "' of connection '"
                                        + connection
                                        + "': it has no column '"
                                        + field.name()
                                        + "'",
                                Place.NOWHERE.of(field.name()),
                                Suggestion.nearest(field.name(), names)
                                        .map(n -> "Did you mean '" + n + "'?")
                                        .orElse("Correct the dataset's columns")));
            }
        }
        if (!problems.isEmpty()) {
            throw new PlumblineException(problems, null);
        }
        return wanted;
    }
}

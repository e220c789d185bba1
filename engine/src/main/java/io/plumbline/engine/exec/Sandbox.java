package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.FileGuard;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// An instance of the embedded engine in which plans run over rows that the caller gives them:
/// nothing is read from a source and nothing is written. One thread computes, so that equal rows
/// give equal results. Values come and go as texts in the engine's own form.
public final class Sandbox implements AutoCloseable {
    private static final MathContext SAME_FLOAT = new MathContext(9);
    private static final String STAGED = "\"staged\"";

    private final Session session;
    private final LocalText text;
    private final Cancellation cancellation;
    private final Map<List<String>, Schema> relations = new LinkedHashMap<>();
    private final Map<List<String>, Schema> results = new HashMap<>();
    private final Map<List<String>, String> statements = new HashMap<>();

    /// Opens an instance whose relations are empty.
    ///
    /// @param units all plans, each after those that it scans
    /// @param relations the columns of what the plans scan and none of them makes, by path
    public Sandbox(
            EngineSettings settings,
            List<Unit> units,
            Map<List<String>, Schema> relations,
            Cancellation cancellation) {
        EngineSettings alone =
                new EngineSettings(settings.memoryBytes(), 1, settings.temporaryFolder());
        this.session = new Session(alone, Map.of(), List.of(), FileGuard.NONE);
        this.text = new LocalText(units, session);
        this.cancellation = cancellation;
        text.beExact();
        units.forEach(u -> results.put(u.path(), u.schema()));
        relations.forEach((path, schema) -> {
            this.relations.put(Relations.key(path), schema);
            session.define(path, table(path));
            fill(path, List.of());
        });
    }

    private static String table(List<String> path) {
        return DuckText.name("given " + String.join(".", Relations.key(path)));
    }

    /// Gives a relation other rows, in this order.
    ///
    /// @param rows a text or null for each column; it must have the form of the column's type
    public void fill(List<String> relation, List<? extends List<@Nullable String>> rows) {
        cancellation.check();
        List<Field> fields =
                Objects.requireNonNull(relations.get(Relations.key(relation))).fields();
        try {
            stage(fields.size(), rows);
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                columns.add(
                        "CAST(c%d AS %s) AS %s"
                                .formatted(
                                        i,
                                        DuckText.type(field.type()),
                                        DuckText.name(field.name())));
            }
            session.database()
                    .execute(
                            "CREATE OR REPLACE TABLE "
                                    + table(relation)
                                    + " AS SELECT "
                                    + String.join(", ", columns)
                                    + " FROM "
                                    + STAGED);
        } catch (SQLException e) {
            throw session.translated(e);
        }
    }

    private void stage(int width, List<? extends List<@Nullable String>> rows) throws SQLException {
        String columns =
                java.util.stream.IntStream.range(0, width)
                        .mapToObj(i -> "c" + i + " VARCHAR")
                        .collect(Collectors.joining(", "));
        session.database().execute("CREATE OR REPLACE TABLE " + STAGED + " (" + columns + ")");
        try (DuckDBAppender appender =
                session.database().connection().createAppender("main", "staged")) {
            for (List<@Nullable String> row : rows) {
                appender.beginRow();
                for (String value : row) {
                    appender.append(value);
                }
                appender.endRow();
            }
        }
    }

    /// Computes a plan's rows over what the relations hold now.
    ///
    /// @param most how many rows are looked at
    /// @return a text or null for each column, floats rounded to nine digits; empty when there are
    ///   more rows than `most`
    /// @throws io.plumbline.engine.error.PlumblineException when the plan fails over these rows
    public Optional<List<List<@Nullable String>>> rows(List<String> path, int most) {
        String statement = statements.computeIfAbsent(path, text::rows);
        Schema schema = Objects.requireNonNull(results.get(path));
        String limited = "SELECT * FROM (" + statement + ") AS r LIMIT " + (most + 1);
        List<List<@Nullable String>> rows =
                session.run(
                        limited,
                        cancellation,
                        _ -> {},
                        found -> found == null ? List.of() : read(found, schema));
        return rows.size() > most ? Optional.empty() : Optional.of(rows);
    }

    /// Returns how many rows of a plan have one of the flags set.
    public long flagged(List<String> path, List<String> flags) {
        String any = flags.stream().map(DuckText::name).collect(Collectors.joining(" OR "));
        String sql = "SELECT count(*) FROM (" + text.rows(path) + ") AS r WHERE " + any;
        return session.run(sql, cancellation, _ -> {}, found -> Numbers.first(found).getFirst());
    }

    private static List<List<@Nullable String>> read(ResultSet rows, Schema schema)
            throws SQLException {
        List<List<@Nullable String>> out = new ArrayList<>();
        int width = schema.fields().size();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>(width);
            for (int i = 0; i < width; i++) {
                row.add(value(rows, i + 1, schema.fields().get(i).type()));
            }
            out.add(row);
        }
        return out;
    }

    private static @Nullable String value(ResultSet rows, int column, DataType type)
            throws SQLException {
        if (type.kind() == DataType.Kind.DOUBLE || type.kind() == DataType.Kind.REAL) {
            double value = rows.getDouble(column);
            return rows.wasNull() ? null : new BigDecimal(value).round(SAME_FLOAT).toString();
        }
        Object value = RowValues.read(rows, column, type);
        return value == null ? null : CellText.of(value);
    }

    @Override
    public void close() {
        session.close();
    }
}

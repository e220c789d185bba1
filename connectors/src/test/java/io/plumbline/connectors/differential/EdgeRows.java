package io.plumbline.connectors.differential;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The table that expressions are computed over: nulls, zeros, limits and texts that engines differ
/// in, in rows drawn at random.
final class EdgeRows {
    static final Schema SCHEMA =
            Schema.of(
                    new Field("id", DataType.INTEGER, false),
                    Field.of("i", DataType.INTEGER),
                    Field.of("j", DataType.INTEGER),
                    Field.of("s", DataType.of(Kind.SMALLINT)),
                    Field.of("b", DataType.BIGINT),
                    Field.of("n", DataType.decimal(10, 2)),
                    Field.of("m", DataType.decimal(18, 6)),
                    Field.of("x", DataType.DOUBLE),
                    Field.of("t", DataType.VARCHAR),
                    Field.of("u", DataType.VARCHAR),
                    Field.of("p", DataType.BOOLEAN),
                    Field.of("q", DataType.BOOLEAN),
                    Field.of("d", DataType.DATE),
                    Field.of("ts", DataType.TIMESTAMP));
    static final Catalog CATALOG = Catalog.of(List.of(new Relation(List.of("edges"), SCHEMA)));

    private static final List<List<?>> VALUES =
            List.of(
                    edges(0, 1, -1, 2, 7, -13, 46341, Integer.MAX_VALUE, Integer.MIN_VALUE),
                    edges(0, 1, -2, 3, 10, 100, Integer.MAX_VALUE),
                    edges((short) 0, (short) -1, (short) 12, Short.MAX_VALUE, Short.MIN_VALUE),
                    edges(0L, -1L, 10L, 3037000500L, Long.MAX_VALUE, Long.MIN_VALUE),
                    edges("0.00", "0.01", "-0.50", "2.50", "-2.55", "99999999.99", "-99999999.99"),
                    edges("0.000000", "0.000001", "1.500000", "-7.123456", "999999999999.999999"),
                    edges(0d, -0.5d, 2.5d, 1e-300, 1e15, -1.7e308, 3.0000000000000004),
                    edges("", " ", "a", "ab", "Abc", "zürich", "ß", "日本語", "😀x", "%_", "a b"),
                    edges("", "b", "ab", "ABC", "é", "e\u0301", "aa", " a "),
                    edges(true, false),
                    edges(true, false),
                    edges(
                            "0001-01-01",
                            "1969-12-31",
                            "2000-02-29",
                            "2013-01-31",
                            "2012-12-31",
                            "9999-12-31"),
                    edges(
                            "1900-01-01T00:00:00",
                            "1969-12-31T23:59:59.999",
                            "2013-03-31T02:30:00",
                            "2012-02-29T12:00:00.5",
                            "9999-12-31T23:59:59"));

    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    EdgeRows(long seed, int count) {
        Random random = new Random(seed);
        for (int id = 0; id < count; id++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(id);
            for (int c = 0; c < VALUES.size(); c++) {
                List<?> values = VALUES.get(c);
                row.add(typed(c + 1, values.get(random.nextInt(values.size()))));
            }
            rows.add(row);
        }
    }

    private static List<?> edges(Object... values) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
        all.add(null);
        return all;
    }

    private static @Nullable Object typed(int column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (SCHEMA.fields().get(column).type().kind()) {
            case DECIMAL -> new BigDecimal(value.toString());
            case DATE -> LocalDate.parse(value.toString());
            case TIMESTAMP -> LocalDateTime.parse(value.toString());
            default -> value;
        };
    }

    List<List<@Nullable Object>> rows() {
        return rows;
    }

    /// Makes the table in a system.
    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE edges (\"id\" INTEGER NOT NULL, \"i\" INTEGER, \"j\" INTEGER, \"s\" SMALLINT,"
                            + " \"b\" BIGINT, \"n\" DECIMAL(10,2), \"m\" DECIMAL(18,6), \"x\" DOUBLE PRECISION,"
                            + " \"t\" VARCHAR, \"u\" VARCHAR, \"p\" BOOLEAN, \"q\" BOOLEAN, \"d\" DATE,"
                            + " \"ts\" TIMESTAMP)");
        }
        String holes = String.join(", ", SCHEMA.fields().stream().map(f -> "?").toList());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO edges VALUES (" + holes + ")")) {
            for (List<@Nullable Object> row : rows) {
                for (int c = 0; c < row.size(); c++) {
                    insert.setObject(c + 1, row.get(c));
                }
                insert.execute();
            }
        }
    }
}

package io.plumbline.connectors.differential;

import io.plumbline.engine.model.DataType;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Two small tables for queries: few values, so that keys meet, and a null in each column but the
/// first.
final class QueryRows {
    static final Schema SCHEMA =
            Schema.of(
                    new Field("id", DataType.INTEGER, false),
                    Field.of("g", DataType.INTEGER),
                    Field.of("k", DataType.INTEGER),
                    Field.of("n", DataType.decimal(8, 2)),
                    Field.of("t", DataType.VARCHAR),
                    Field.of("d", DataType.DATE),
                    Field.of("p", DataType.BOOLEAN));
    static final Catalog CATALOG =
            Catalog.of(
                    List.of(
                            new Relation(List.of("one"), SCHEMA),
                            new Relation(List.of("two"), SCHEMA)));

    private static final List<List<@Nullable Object>> VALUES =
            List.of(
                    values(1, 2, 3),
                    values(0, 1, 2, 5, -3),
                    values(new BigDecimal("0.00"), new BigDecimal("1.50"), new BigDecimal("-2.25")),
                    values("a", "b", "B", "", "ab"),
                    values(LocalDate.of(2012, 2, 29), LocalDate.of(1969, 12, 31)),
                    values(true, false));

    private final Map<String, List<List<@Nullable Object>>> tables = new LinkedHashMap<>();

    QueryRows(long seed) {
        Random random = new Random(seed);
        tables.put("one", drawn(random, 14));
        tables.put("two", drawn(random, 9));
    }

    private static List<List<@Nullable Object>> drawn(Random random, int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(id);
            VALUES.forEach(v -> row.add(v.get(random.nextInt(v.size()))));
            rows.add(row);
        }
        return rows;
    }

    private static List<@Nullable Object> values(Object... values) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
        all.add(null);
        return all;
    }

    /// Returns the rows by the table's name.
    Map<String, List<List<@Nullable Object>>> tables() {
        return tables;
    }

    /// Makes the tables in a system.
    void load(Connection connection) throws SQLException {
        for (Map.Entry<String, List<List<@Nullable Object>>> table : tables.entrySet()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE "
                                + table.getKey()
                                + " (\"id\" INTEGER NOT NULL, \"g\" INTEGER, \"k\" INTEGER,"
                                + " \"n\" DECIMAL(8,2), \"t\" VARCHAR(20), \"d\" DATE, \"p\" BOOLEAN)");
            }
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO " + table.getKey() + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                for (List<@Nullable Object> row : table.getValue()) {
                    for (int c = 0; c < row.size(); c++) {
                        insert.setObject(c + 1, row.get(c));
                    }
                    insert.execute();
                }
            }
        }
    }
}

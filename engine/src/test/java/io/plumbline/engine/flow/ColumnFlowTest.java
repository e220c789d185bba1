package io.plumbline.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The flow of single statements: what each column comes from, and what decides it.
class ColumnFlowTest {
    private final SqlCompiler compiler =
            new SqlCompiler(
                    Catalog.of(
                            List.of(
                                    relation(
                                            "orders",
                                            "id BIGINT",
                                            "customer BIGINT",
                                            "amount DECIMAL(12,2)",
                                            "tax DECIMAL(12,2)",
                                            "status VARCHAR(20)",
                                            "at TIMESTAMP",
                                            "qty INTEGER"),
                                    relation(
                                            "customers",
                                            "id BIGINT",
                                            "name VARCHAR(100)",
                                            "country VARCHAR(2)",
                                            "parent BIGINT"))));

    private static Relation relation(String name, String... columns) {
        List<Field> fields =
                Arrays.stream(columns)
                        .map(c -> c.split(" ", 2))
                        .map(c -> Field.of(c[0], DataType.parse(c[1]).orElseThrow()))
                        .toList();
        return new Relation(List.of(name), new Schema(fields));
    }

    private ColumnFlow flow(String sql) {
        return ColumnFlow.of(compiler.query(sql));
    }

    private static String text(List<Influence> influences) {
        return String.join(
                ", ",
                influences.stream()
                        .map(i ->
                                i.from().relation().getLast()
                                        + "."
                                        + i.from().column()
                                        + " "
                                        + i.how())
                        .sorted()
                        .toList());
    }

    private static void expect(ColumnFlow flow, String column, String direct, String indirect) {
        ColumnFlow.Column found = flow.column(column).orElseThrow();
        assertThat(text(found.direct())).as("direct of " + column).isEqualTo(direct);
        assertThat(text(flow.indirect(found))).as("indirect of " + column).isEqualTo(indirect);
        assertThat(flow.unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT id AS x FROM orders | orders.id IDENTITY | ``",
                "SELECT s.y AS x FROM (SELECT id AS y FROM orders) AS s | orders.id IDENTITY | ``",
                "WITH a AS (SELECT tax AS y FROM orders) SELECT y AS x FROM a | orders.tax IDENTITY | ``",
                "SELECT amount + tax AS x FROM orders | orders.amount TRANSFORMATION,"
                        + " orders.tax TRANSFORMATION | ``",
                "SELECT CAST(qty AS BIGINT) AS x FROM orders | orders.qty TRANSFORMATION | ``",
                "SELECT 1 AS x FROM orders | `` | ``",
                "SELECT COUNT(*) AS x FROM orders | `` | ``",
                "SELECT SUM(amount) AS x FROM orders | orders.amount AGGREGATION | ``",
                "SELECT SUM(amount) / COUNT(*) AS x FROM orders | orders.amount AGGREGATION | ``",
                "SELECT SUM(amount) FILTER (WHERE status = 'a') AS x FROM orders |"
                        + " orders.amount AGGREGATION | orders.status FILTER",
                "SELECT LISTAGG(status, ',') WITHIN GROUP (ORDER BY id) AS x FROM orders |"
                        + " orders.status AGGREGATION | orders.id SORT"
            })
    void followsValues(String sql, String direct, String indirect) {
        expect(flow(sql), "x", direct, indirect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT id AS x FROM orders WHERE amount > 1 | orders.amount FILTER",
                "SELECT id AS x FROM orders WHERE customer IN (SELECT id FROM customers WHERE country = 'CH')"
                        + " | customers.country FILTER, customers.id FILTER, orders.customer FILTER",
                "SELECT id AS x FROM orders AS o WHERE EXISTS (SELECT 1 FROM customers AS c WHERE c.id ="
                        + " o.customer) | customers.id FILTER, orders.customer FILTER",
                "SELECT id AS x FROM orders WHERE amount > (SELECT AVG(tax) FROM orders) |"
                        + " orders.amount FILTER, orders.tax FILTER",
                "SELECT o.id AS x FROM orders AS o JOIN customers AS c ON o.customer = c.id |"
                        + " customers.id JOIN, orders.customer JOIN",
                "SELECT a.id AS x FROM orders AS a ASOF JOIN orders AS b MATCH_CONDITION a.\"at\" >= b.\"at\""
                        + " ON a.customer = b.customer | orders.at JOIN, orders.customer JOIN",
                "SELECT id AS x FROM orders ORDER BY amount LIMIT 3 | orders.amount SORT",
                "SELECT id AS x FROM orders ORDER BY amount | ``",
                "SELECT id AS x FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer ORDER BY amount)"
                        + " = 1 | orders.amount FILTER, orders.customer FILTER",
                "SELECT id AS x FROM orders GROUP BY id HAVING SUM(tax) > 1 | orders.id GROUP_BY,"
                        + " orders.tax FILTER",
                "SELECT DISTINCT id AS x FROM orders | orders.id GROUP_BY",
                "SELECT id AS x FROM orders EXCEPT SELECT parent FROM customers |"
                        + " customers.parent FILTER, orders.id FILTER"
            })
    void tellsWhatDecidesAboutRowsOnEveryColumn(String sql, String indirect) {
        expect(flow(sql), "x", "orders.id IDENTITY", indirect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SUM(qty) OVER (PARTITION BY customer ORDER BY \"at\") | orders.qty AGGREGATION |"
                        + " orders.at WINDOW, orders.customer WINDOW",
                "SUM(amount) OVER (PARTITION BY customer) | orders.amount AGGREGATION |"
                        + " orders.customer WINDOW",
                "AVG(qty) OVER (PARTITION BY customer) | orders.qty AGGREGATION | orders.customer WINDOW",
                "LAG(amount) OVER (ORDER BY \"at\") | orders.amount TRANSFORMATION | orders.at WINDOW",
                "ROW_NUMBER() OVER (ORDER BY \"at\") | `` | orders.at WINDOW",
                "CASE WHEN status = 'a' THEN amount ELSE tax END | orders.amount TRANSFORMATION,"
                        + " orders.tax TRANSFORMATION | orders.status CONDITIONAL",
                "CASE WHEN COUNT(tax) OVER (PARTITION BY customer) > 0 THEN SUM(amount) OVER (PARTITION BY"
                        + " customer) END | orders.amount AGGREGATION | orders.customer WINDOW,"
                        + " orders.tax CONDITIONAL",
                "NULLIF(tax, amount) | orders.tax TRANSFORMATION | orders.amount CONDITIONAL,"
                        + " orders.tax CONDITIONAL",
                "(SELECT MAX(name) FROM customers AS c WHERE c.id = o.customer) |"
                        + " customers.name AGGREGATION | customers.id FILTER, orders.customer FILTER"
            })
    void keepsWhatDecidesOneColumnOffTheOthers(String expression, String direct, String indirect) {
        ColumnFlow flow = flow("SELECT id, " + expression + " AS x FROM orders AS o");

        ColumnFlow.Column x = flow.column("x").orElseThrow();
        assertThat(text(x.direct())).isEqualTo(direct);
        assertThat(text(flow.indirect(x)).split(", "))
                .containsExactlyInAnyOrder(indirect.split(", "));
        expect(flow, "id", "orders.id IDENTITY", "");
    }

    @Test
    void takesNoNoticeOfCastsThatOnlyMakeRoomInAUnion() {
        ColumnFlow flow =
                flow(
                        "SELECT qty AS a, status AS b FROM orders UNION ALL"
                                + " SELECT id, name FROM customers");

        expect(flow, "a", "customers.id IDENTITY, orders.qty IDENTITY", "");
        expect(flow, "b", "customers.name IDENTITY, orders.status IDENTITY", "");
    }

    @Test
    void countsCastsThatMayChangeValuesInAUnion() {
        ColumnFlow flow =
                flow(
                        "SELECT id AS a FROM orders UNION ALL SELECT CAST(name AS BIGINT) FROM"
                                + " customers UNION ALL SELECT CAST(id AS SMALLINT) FROM customers");

        expect(
                flow,
                "a",
                "customers.id TRANSFORMATION, customers.name TRANSFORMATION, orders.id IDENTITY",
                "");
    }

    @Test
    void comparesAllColumnsWhereAUnionDropsEqualRows() {
        ColumnFlow flow = flow("SELECT id AS a FROM orders UNION SELECT parent FROM customers");

        expect(
                flow,
                "a",
                "customers.parent IDENTITY, orders.id IDENTITY",
                "customers.parent GROUP_BY, orders.id GROUP_BY");
    }

    @Test
    void followsARecursionThroughItsRounds() {
        ColumnFlow flow =
                flow(
                        "WITH RECURSIVE tree(id, name, level) AS (SELECT id, name, 1 FROM customers"
                                + " WHERE parent IS NULL UNION ALL SELECT c.id, c.name, t.level + 1"
                                + " FROM customers AS c JOIN tree AS t ON c.parent = t.id)"
                                + " SELECT name, level FROM tree");

        String indirect = "customers.id JOIN, customers.parent FILTER, customers.parent JOIN";
        expect(flow, "name", "customers.name IDENTITY", indirect);
        expect(flow, "level", "", indirect);
        assertThat(flow.relations()).containsExactly(List.of("customers"));
    }

    @Test
    void tellsTheExpressionsOnTheWay() {
        ColumnFlow flow = flow("SELECT amount * 2 AS x FROM orders WHERE tax > 1");

        ColumnFlow.Column x = flow.column("x").orElseThrow();
        assertThat(x.direct().getFirst().reason()).containsExactly("amount * 2");
        assertThat(flow.indirect(x).getFirst().reason())
                .hasSize(1)
                .first()
                .asString()
                .contains("tax");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TRIM(status)                         | TRIM(status)",
                "TRIM(LEADING '0' FROM status)        | TRIM(LEADING '0' FROM status)",
                "LAST_VALUE(qty) IGNORE NULLS OVER (ORDER BY \"at\" DESC) | LAST_VALUE(qty) IGNORE NULLS OVER (ORDER BY at DESC)",
            })
    void showsExpressionsAsPeopleWriteThem(String expression, String shown) {
        assertThat(
                        flow("SELECT " + expression + " AS v FROM orders")
                                .columns()
                                .getFirst()
                                .direct()
                                .getFirst()
                                .reason())
                .containsExactly(shown);
    }

    @Test
    void showsTheBeginningOfALongText() {
        String table = "|AUSTRIA=AT".repeat(1000);
        String shown =
                flow("SELECT POSITION(status IN '" + table + "') AS v FROM orders")
                        .columns()
                        .getFirst()
                        .direct()
                        .getFirst()
                        .reason()
                        .getFirst();
        assertThat(shown).contains("|AUSTRIA=AT|AUSTRIA=AT").contains("…'").hasSizeLessThan(100);
    }
}

package io.plumbline.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.sql.foreign.ForeignSchema;
import io.plumbline.engine.sql.foreign.SqlDialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatementFlowTest {
    private static final Map<String, Map<String, String>> TABLES =
            Map.of(
                    "shop.sales.orders",
                    columns(
                            "id BIGINT,customer_id BIGINT,amount DECIMAL(12;2),tax DECIMAL(12;2),"
                                    + "status VARCHAR(20),placed_at TIMESTAMP,paid BOOLEAN,tags JSONB"),
                    "shop.sales.customers",
                    columns("id BIGINT,name VARCHAR(100),email STRING,country CHAR(2)"),
                    "shop.dwh.report",
                    columns("name TEXT,total NUMBER(38;2),country CHAR(2)"));

    private static Map<String, String> columns(String text) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String column : text.split(",")) {
            String[] parts = column.split(" ");
            columns.put(parts[0], parts[1].replace(';', ','));
        }
        return columns;
    }

    private static ForeignSchema schema(SqlDialect dialect) {
        boolean upper = dialect == SqlDialect.SNOWFLAKE || dialect == SqlDialect.ORACLE;
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        TABLES.forEach((name, columns) -> {
            Map<String, String> named = new LinkedHashMap<>();
            columns.forEach((c, t) -> named.put(upper ? c.toUpperCase(Locale.ROOT) : c, t));
            tables.put(upper ? name.toUpperCase(Locale.ROOT) : name, named);
        });
        return ForeignSchema.of(tables);
    }

    private static List<StatementFlow> flows(String dialect, String sql) {
        SqlDialect d = SqlDialect.of(dialect);
        return StatementFlow.of(sql, schema(d), d);
    }

    /// Returns `target <- inputs; column = direct | indirect; … ? unknown`, tables by last name.
    private static String text(StatementFlow flow) {
        String columns =
                flow.columns().stream()
                        .map(c ->
                                c.name()
                                        + " ="
                                        + sources(c.direct())
                                        + (c.indirect().isEmpty()
                                                ? ""
                                                : " |" + sources(c.indirect())))
                        .collect(Collectors.joining("; "));
        String unknown =
                flow.unknown().stream()
                        .map(u ->
                                " ? %s at %d:%d"
                                        .formatted(u.what(), u.place().line(), u.place().column()))
                        .collect(Collectors.joining());
        String target = flow.target() == null ? "" : flow.target() + " <- ";
        return (target + columns + unknown).toLowerCase(Locale.ROOT);
    }

    private static String sources(List<StatementFlow.Source> sources) {
        return sources.stream()
                .map(s ->
                        " "
                                + s.dataset().substring(s.dataset().lastIndexOf('.') + 1)
                                + "."
                                + s.column()
                                + ":"
                                + s.how().name().charAt(0))
                .collect(Collectors.joining());
    }

    /// The letter behind a source is the first of how it acts.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    postgres  | SELECT amount::text AS a, status ILIKE 'p%' AS p FROM orders | a = orders.amount:t; p = orders.status:t
                    postgres  | SELECT date_trunc('month', placed_at) AS m, string_agg(status, ',') AS s FROM orders GROUP BY 1 | m = orders.placed_at:t # orders.placed_at:g; s = orders.status:a # orders.placed_at:g
                    postgres  | SELECT id FROM orders WHERE placed_at > now() - interval '3 days' | id = orders.id:i # orders.placed_at:f
                    postgres  | SELECT id FROM orders WHERE paid | id = orders.id:i # orders.paid:f
                    postgres  | SELECT o.id, c.id FROM orders o JOIN customers c ON o.id = c.id | id = orders.id:i # orders.id:j customers.id:j; id = customers.id:i # orders.id:j customers.id:j
                    postgres  | UPDATE dwh.report SET total = total * 2 WHERE name = 'x' | shop.dwh.report <- total = report.total:t # report.name:f
                    postgres  | INSERT INTO dwh.report AS r (name) SELECT status FROM orders ON CONFLICT (name) DO NOTHING | shop.dwh.report <- name = orders.status:i ? on conflict at 1:62
                    tsql      | UPDATE r SET r.total = o.amount FROM dwh.report r JOIN orders o ON o.status = r.name | shop.dwh.report <- total = orders.amount:i # orders.status:j report.name:j
                    tsql      | SELECT * FROM (SELECT TOP (3) id FROM orders ORDER BY amount DESC) x | id = orders.id:i # orders.amount:s
                    mysql     | UPDATE dwh.report r JOIN orders o ON o.status = r.name SET r.total = o.amount * 2 | shop.dwh.report <- total = orders.amount:t # orders.status:j report.name:j
                    mysql     | SELECT IFNULL(email, "none") AS e FROM customers WHERE country = "CH" | e = customers.email:t # customers.country:f
                    spark     | INSERT OVERWRITE TABLE dwh.report SELECT name, 1, country FROM customers | shop.dwh.report <- name = customers.name:i; total =; country = customers.country:i
                    snowflake | SELECT NVL(status, 'x') AS y FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed_at) = 1 | y = orders.status:t # orders.customer_id:f orders.placed_at:f
                    oracle    | SELECT LISTAGG(name, ',') WITHIN GROUP (ORDER BY id) AS n FROM customers | n = customers.name:a # customers.id:s
                    bigquery  | SELECT my.fn(name) AS x FROM `shop.sales.customers` | x = customers.name:u ? function my.fn at 1:8
                    databricks | SELECT id FROM orders WHERE (id, status) IN (SELECT id, name FROM customers) | id = orders.id:i # orders.id:f orders.status:f customers.id:f customers.name:f
                    redshift  | INSERT INTO dwh.report (name, total) WITH x AS (SELECT status, amount FROM orders) SELECT status, amount FROM x | shop.dwh.report <- name = orders.status:i; total = orders.amount:i
                    duckdb    | SELECT upper(status) AS s, sum(amount) AS a FROM orders GROUP BY s | s = orders.status:t # orders.status:g; a = orders.amount:a # orders.status:g
                    ansi      | DELETE FROM orders | ? statement delete at 1:1
                    """)
    void followsWhatOtherSystemsWrite(String dialect, String sql, String expected) {
        List<StatementFlow> flows = flows(dialect, sql);
        assertThat(flows).hasSize(1);
        assertThat(text(flows.getFirst()).strip()).isEqualTo(expected.replace('#', '|'));
    }

    @Test
    void takesEachWhenOfAMergeForItself() {
        StatementFlow flow =
                flows(
                                "postgres",
                                """
                                MERGE INTO dwh.report r
                                USING (SELECT status, SUM(amount) AS a FROM orders GROUP BY status) s
                                ON r.name = s.status
                                WHEN MATCHED AND s.a > 10 THEN UPDATE SET total = r.total + s.a
                                WHEN MATCHED THEN DELETE
                                WHEN NOT MATCHED THEN INSERT (name, total) VALUES (s.status, s.a)
                                """)
                        .getFirst();
        assertThat(flow.inputs()).containsExactly("shop.dwh.report", "shop.sales.orders");
        assertThat(text(flow))
                .isEqualTo(
                        "shop.dwh.report <- total = report.total:t orders.amount:a | orders.status:g"
                                + " report.name:j orders.status:j orders.amount:f; name ="
                                + " orders.status:i | orders.status:g report.name:j orders.status:j"
                                + " orders.amount:f ? merge … delete at 5:19");
    }

    @Test
    void letsLaterStatementsOfAScriptSeeWhatEarlierOnesMake() {
        List<StatementFlow> flows =
                flows(
                        "postgres",
                        """
                        -- first; a table
                        CREATE TABLE t2 (id INT PRIMARY KEY, v VARCHAR(10) NOT NULL, CHECK (id > 0));
                        INSERT INTO t2 SELECT id, status FROM orders;
                        CREATE OR REPLACE VIEW w (x) AS SELECT v FROM t2 WHERE id > 1;
                        SELECT x FROM w;
                        """);
        assertThat(flows)
                .extracting(StatementFlowTest::text)
                .containsExactly(
                        "t2 <- ",
                        "t2 <- id = orders.id:i; v = orders.status:i",
                        "w <- x = t2.v:i | t2.id:f",
                        "x = w.x:i");
        assertThat(flows.get(2).columns().getFirst().type()).isEqualTo("VARCHAR(10)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT o.a, c.b FROM o JOIN c ON c.id = o.cid WHERE o.z > 1 | a = o.a:i # c.id:j o.cid:j o.z:f; b = c.b:i # c.id:j o.cid:j o.z:f
                    SELECT a AS x FROM t WHERE c > 1 | x = t.a:i # t.c:f
                    SELECT name FROM c WHERE EXISTS (SELECT 1 FROM o WHERE o.cid = c.id AND total > 3) | name = c.name:i # o.cid:f c.id:f o.total:f
                    WITH y AS (SELECT a FROM t) SELECT a FROM y | a = t.a:i
                    INSERT INTO z SELECT x FROM t | z <- x = t.x:i
                    SELECT COUNT(*) AS n FROM t | n =
                    SELECT t.*, u.k FROM t JOIN u ON t.x = u.x | x = t.x:i # t.x:j u.x:j; k = u.k:i # t.x:j u.x:j ? columns of t at 1:8
                    SELECT * FROM t | ? columns of t at 1:8
                    """)
    void infersColumnsOfTablesThatNobodyDescribed(String sql, String expected) {
        StatementFlow flow =
                StatementFlow.of(sql, ForeignSchema.undeclared(), SqlDialect.POSTGRES).getFirst();
        assertThat(text(flow).strip()).isEqualTo(expected.replace('#', '|'));
    }

    private static Problem problem(ForeignSchema schema, String sql) {
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> StatementFlow.of(sql, schema, SqlDialect.POSTGRES));
        assertThat(e).as(sql).isNotNull();
        return e.problem();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SELECT id FROM orders; SELECT nme FROM customers | COLUMN_UNKNOWN | 'nme' | 1 | 31
                    SELECT a FROM sales.ordrs | TABLE_UNKNOWN | 'sales.ordrs' | 1 | 15
                    INSERT INTO reprt SELECT 1 | TABLE_UNKNOWN | 'reprt' | 1 | 1
                    INSERT INTO dwh.report SELECT 1, 2, 3, 4 | SQL_INVALID | 4 columns, and 3 | 1 | 1
                    SELECT id FROM orders o JOIN customers c ON true | COLUMN_AMBIGUOUS | 'id' | 1 | 8
                    SELECT a:b.c FROM orders | SQL_SYNTAX | 'b' | 1 | 10
                    SELECT 'abc FROM orders | SQL_SYNTAX | not closed | 1 | 8
                    UPDATE dwh.report SET total = FROM x | SQL_SYNTAX | 'FROM' (must be an expression) | 1 | 31
                    SELECT * FROM generate_series(1, 3) g | SQL_UNSUPPORTED | Cannot plan | 1 | 1
                    """)
    void refusesWithThePlaceWhatItCannotRead(
            String sql, ErrorCode code, String text, int line, int column) {
        Problem problem = problem(schema(SqlDialect.POSTGRES), sql);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).contains(text);
        assertThat(List.of(problem.place().line(), problem.place().column()))
                .containsExactly(line, column);
    }

    @Test
    void asksForTheTableOfAColumnThatCouldBeOfSeveral() {
        Problem problem =
                problem(ForeignSchema.undeclared(), "SELECT a FROM t JOIN u ON t.x = u.x");
        assertThat(problem.message()).contains("'a'");
        assertThat(problem.remedy())
                .isEqualTo("Write it with its table, or describe the tables in a schema");
    }

    @Test
    void refusesANameThatSeveralTablesHave() {
        ForeignSchema two =
                ForeignSchema.of(
                        Map.of("a.t", Map.of("v", "INTEGER"), "b.t", Map.of("v", "INTEGER")));
        assertThat(problem(two, "SELECT v FROM t").message())
                .contains("'t' is ambiguous")
                .contains("a.t")
                .contains("b.t");
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void readsQuotedNamesAsTheDialectWritesThem(SqlDialect dialect) {
        String name =
                switch (dialect) {
                    case BIGQUERY, DATABRICKS, SPARK, MYSQL -> "`Order id`";
                    case TSQL -> "[Order id]";
                    default -> "\"Order id\"";
                };
        ForeignSchema schema = ForeignSchema.of(Map.of("T", Map.of("Order id", "BIGINT")));
        String table =
                switch (dialect) {
                    case POSTGRES, REDSHIFT -> "\"T\"";
                    default -> "T";
                };
        StatementFlow flow =
                StatementFlow.of("SELECT " + name + " FROM " + table, schema, dialect).getFirst();
        assertThat(flow.columns().getFirst().name()).isEqualTo("Order id");
        assertThat(flow.columns().getFirst().direct())
                .containsExactly(new StatementFlow.Source("T", "Order id", How.IDENTITY));
    }

    @Test
    void namesTheNearestDialect() {
        PlumblineException e =
                catchThrowableOfType(PlumblineException.class, () -> SqlDialect.of("postgrs"));
        assertThat(e.problem().message()).startsWith("Invalid dialect: 'postgrs' (must be one of");
        assertThat(e.problem().remedy()).isEqualTo("Did you mean postgres?");
    }
}

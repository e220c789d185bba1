package io.plumbline.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.target.Targets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the compiler takes, and how it refuses the rest.
@Timeout(120)
class SqlCompilerTest {
    private static final Relation ORDERS =
            relation("orders", "id BIGINT", "customer_id BIGINT", "status VARCHAR(20)");
    private static final Relation CUSTOMERS =
            relation("customers", "id BIGINT", "name VARCHAR(100)", "country VARCHAR(2)");

    private final SqlCompiler compiler =
            new SqlCompiler(
                    Catalog.named(
                            Map.of(List.of("orders"), ORDERS, List.of("customers"), CUSTOMERS)));

    private static Relation relation(String name, String... columns) {
        List<Field> fields =
                java.util.Arrays.stream(columns)
                        .map(c -> c.split(" ", 2))
                        .map(c -> Field.of(c[0], DataType.parse(c[1]).orElseThrow()))
                        .toList();
        return new Relation(List.of("dataset", name), new Schema(fields));
    }

    private static String duckdb(RelNode plan) {
        return Targets.of("duckdb").unparse(plan, List::getLast);
    }

    private static PlumblineException refused(ThrowingCallable work) {
        PlumblineException e = catchThrowableOfType(PlumblineException.class, work);
        assertThat(e).isNotNull();
        assertThat(e.problem().toString())
                .doesNotContain("Exception", "calcite", "org.apache", "duckdb");
        return e;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1; DROP TABLE orders | SQL_SYNTAX | more than one statement, the second begins with"
                        + " 'DROP' | 11",
                "SELECT 1; SELECT 2 | SQL_SYNTAX | the second begins with 'SELECT' | 11",
                "; SELECT 1 | SQL_SYNTAX | there is nothing before the semicolon | 1",
                "ATTACH 'x.db' | SQL_NOT_A_QUERY | Cannot run ATTACH: only queries are allowed | 1",
                "COPY orders TO 'x' | SQL_NOT_A_QUERY | Cannot run COPY | 1",
                "INSTALL httpfs | SQL_NOT_A_QUERY | Cannot run INSTALL | 1",
                "LOAD httpfs | SQL_NOT_A_QUERY | Cannot run LOAD | 1",
                "PRAGMA threads = 1 | SQL_NOT_A_QUERY | Cannot run PRAGMA | 1",
                "SET x = 1 | SQL_NOT_A_QUERY | Cannot run SET | 1",
                "/* c */ drop table orders | SQL_NOT_A_QUERY | Cannot run DROP | 9",
                "(DROP TABLE orders) | SQL_SYNTAX | unexpected 'DROP' | 2",
                "WITH x AS (DELETE FROM orders) SELECT 1 | SQL_SYNTAX | unexpected 'DELETE' | 12",
                "SELECT * FROM read_csv('/etc/passwd') | FUNCTION_UNKNOWN | 'read_csv' | 15",
                "SELECT * FROM TABLE(read_text('/etc/passwd')) | FUNCTION_UNKNOWN | 'read_text' | 21",
                "SELECT * FROM '/etc/passwd' | SQL_SYNTAX | unexpected ''/etc/passwd'' | 15",
                "SELECT getenv('HOME') FROM orders | FUNCTION_UNKNOWN | 'getenv' | 8",
                "SELECT status FROM orders /* the rest | SQL_SYNTAX | comment that begins here | 27",
                "SELECT 'abc | SQL_SYNTAX | text that begins here has no closing quote | 8",
                "SELECT \"abc | SQL_SYNTAX | quoted name that begins here has no closing | 8",
                "SELECT \"\" FROM orders | SQL_SYNTAX | unexpected '\"\"' | 8",
                "SELECT status AS select FROM orders | SQL_SYNTAX | unexpected 'select' | 18",
                "SELECT statsu FROM orders | COLUMN_UNKNOWN | 'statsu' | 8",
                "SELECT o.id FROM ordres o | TABLE_UNKNOWN | 'ordres' | 18",
                "SELECT id FROM orders, customers | COLUMN_AMBIGUOUS | 'id' | 8",
                "SELECT frobnicate(id) FROM orders | FUNCTION_UNKNOWN | 'frobnicate' | 8"
            })
    void namesWhatItRefusesAndWhere(String sql, ErrorCode code, String message, int column) {
        PlumblineException e = refused(() -> compiler.query(sql));

        assertThat(e.problem().code()).isEqualTo(code);
        assertThat(e).hasMessageContaining(message);
        assertThat(e.problem().place().line()).isEqualTo(1);
        assertThat(e.problem().place().column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT statsu FROM orders | Did you mean status?",
                "SELECT o.id FROM ordres o | Did you mean orders?",
                "SELECT uper(status) AS x FROM orders | Did you mean UPPER?",
                "SELECT id FROM orders, customers | Write it as table.id"
            })
    void saysWhatWasProbablyMeant(String sql, String remedy) {
        assertThat(refused(() -> compiler.query(sql)).problem().remedy()).isEqualTo(remedy);
    }

    @Test
    void refusesANulCharacterEvenInText() {
        PlumblineException e = refused(() -> compiler.query("SELECT\n 'a\0b' AS x"));

        assertThat(e).hasMessage("Invalid SQL: the character NUL (U+0000) cannot stand in it");
        assertThat(e.problem().place().line()).isEqualTo(2);
        assertThat(e.problem().place().column()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsTooDeepTooLongOrTooChained() {
        String parentheses = "SELECT " + "(".repeat(1000) + "1" + ")".repeat(1000) + " AS x";
        String cases =
                "SELECT "
                        + "CASE WHEN id = 1 THEN 1 ELSE ".repeat(2000)
                        + "0"
                        + " END".repeat(2000)
                        + " AS x FROM orders";
        String terms =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "id = " + i)
                        .collect(Collectors.joining(" OR ", "SELECT id FROM orders WHERE ", ""));
        String text = "SELECT '" + "x".repeat(SqlText.LENGTH) + "' AS x";

        assertThat(refused(() -> compiler.query(parentheses)))
                .hasMessage("Cannot read SQL nested deeper than 200 parentheses or CASE");
        assertThat(refused(() -> compiler.query(cases)))
                .hasMessage("Cannot read SQL nested deeper than 200 parentheses or CASE");
        assertThat(refused(() -> compiler.query(terms)))
                .hasMessage(
                        "Cannot read more than 1000 operators such as OR, AND or + in one expression");
        assertThat(refused(() -> compiler.query(text)))
                .hasMessageStartingWith("Cannot read a statement of ");
        for (String sql : List.of(parentheses, cases, terms, text)) {
            PlumblineException e = refused(() -> compiler.query(sql));
            assertThat(e.problem().code()).isEqualTo(ErrorCode.SQL_TOO_COMPLEX);
            assertThat(e.problem().remedy()).isNotBlank();
        }
    }

    @Test
    void takesWhatIsJustWithinTheLimits() {
        String parentheses = "SELECT " + "(".repeat(199) + "1" + ")".repeat(199) + " AS x";
        String terms =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "id = " + i)
                        .collect(Collectors.joining(" OR ", "SELECT id FROM orders WHERE ", ""));

        assertThat(duckdb(compiler.query(parentheses))).contains("1");
        assertThat(duckdb(compiler.query(terms))).contains("999");
    }

    @Test
    void writesLongListsAsLists() {
        String list =
                IntStream.range(0, 50_000)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(","));

        String text = duckdb(compiler.query("SELECT id FROM orders WHERE id IN (" + list + ")"));

        assertThat(text).contains(" IN (CAST(0 AS BIGINT), ").doesNotContain("UNION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"\"b",
                "a`b",
                "a]b",
                "😀",
                "select",
                "it's",
                "-- x",
                "/* x",
                "; DROP TABLE orders",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                        + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void keepsQuotedNamesAsTheyAre(String quoted) {
        RelNode plan = compiler.query("SELECT id AS \"" + quoted + "\" FROM orders");

        assertThat(plan.getRowType().getFieldNames()).containsExactly(quoted.replace("\"\"", "\""));
        assertThat(duckdb(plan)).contains(" AS \"" + quoted + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id; DROP TABLE orders",
                "id FROM orders; --",
                "id) FROM orders --",
                "(SELECT 1",
                "id, status",
                "'a' || (SELECT 'b'; SELECT 'c')"
            })
    void letsNothingOutOfAnExpression(String expression) {
        RelNode input = compiler.scan(ORDERS);

        PlumblineException e = refused(() -> compiler.expression(expression, input));

        assertThat(e).hasMessageStartingWith("Invalid ");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.SQL_SYNTAX);
    }

    @Test
    void endsACommentWithItsExpression() {
        RelNode input = compiler.scan(ORDERS);
        Grouping grouping =
                new Grouping(
                        ORDERS, List.of("status"), Map.of("n", "COUNT(*) -- , SUM(id) AS total"));

        assertThat(compiler.expression("id -- + 1", input)).hasToString("$0");
        assertThat(refused(() -> compiler.expression("id /* x", input)))
                .hasMessage("Invalid SQL: the comment that begins here has no closing */");
        assertThat(compiler.group(grouping, Map.of()).getRowType().getFieldNames())
                .containsExactly("status", "n");
    }

    @Test
    void takesAParameterForAValueWhateverItHolds() {
        String attack = "'||(SELECT MAX(name) FROM customers)||'";
        RelNode plan =
                compiler.query(
                        "SELECT id FROM orders WHERE status = :s",
                        Map.of("s", new ParameterValue(DataType.VARCHAR, attack)));

        assertThat(duckdb(plan))
                .contains("'''||(SELECT MAX(name) FROM customers)||'''")
                .doesNotContain(" customers AS ");
    }

    @Test
    void refusesAParameterThatWasNotDeclared() {
        PlumblineException e =
                refused(() ->
                        compiler.query(
                                "SELECT id FROM orders WHERE status = :stauts",
                                Map.of("status", new ParameterValue(DataType.VARCHAR, "a"))));

        assertThat(e).hasMessage("Invalid parameter: ':stauts' (must be a declared parameter)");
        assertThat(e.problem().remedy()).isEqualTo("Did you mean :status?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1, 'a' UNION ALL SELECT i + 1, CONCAT(s, 'b') FROM r | 's' of 'r' is VARCHAR(1) in the"
                        + " first part and VARCHAR(2) with the second | CAST(s AS VARCHAR)",
                "SELECT 1, 'a' UNION ALL SELECT i + 1.5, s FROM r | 'i' of 'r' is INTEGER in the first part"
                        + " and DECIMAL(12,1) with the second | CAST(i AS DECIMAL(12,1))"
            })
    void refusesRecursionsThatChangeTheirTypes(String parts, String message, String cast) {
        PlumblineException e =
                refused(() ->
                        compiler.query(
                                "WITH RECURSIVE r(i, s) AS (" + parts + ") SELECT * FROM r"));

        assertThat(e).hasMessageContaining(message);
        assertThat(e.problem().code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(e.problem().remedy()).contains(cast);
    }
}

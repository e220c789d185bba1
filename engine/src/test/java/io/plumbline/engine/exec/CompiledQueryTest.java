package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.target.Targets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements in the product's SQL, planned and run by the embedded engine.
@Timeout(120)
class CompiledQueryTest {
    private final SqlCompiler compiler = new SqlCompiler(Catalog.of(List.of()));
    private final LocalEngine engine =
            new LocalEngine(new EngineSettings(512 << 20, 2, null), FileGuard.NONE);

    @AfterEach
    void close() {
        engine.close();
    }

    private List<List<Object>> rows(String sql) {
        return Rows.all(engine.query(compiler.query(sql)));
    }

    private PlumblineException failure(String sql) {
        PlumblineException e = catchThrowableOfType(PlumblineException.class, () -> rows(sql));
        assertThat(e).as(sql).isNotNull();
        return e;
    }

    private static String asText(String expression) {
        return "SELECT CAST(" + expression + " AS VARCHAR) AS x";
    }

    private String text(String expression) {
        return String.valueOf(rows(asText(expression)).getFirst().getFirst());
    }

    /// The engine's `error` is volatile: beside it the conditions of a join would stay above a
    /// product of all rows.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.x / b.x > 0",
                "EXP(a.x) > 1",
                "SQRT(a.x) > 1",
                "SUBSTRING('text' FROM a.x FOR b.x) <> ''"
            })
    void mayFailWithoutBeingVolatile(String condition) {
        String sql =
                "SELECT a.x FROM (VALUES (1), (2)) AS a(x), (VALUES (1), (2)) AS b(x)"
                        + " WHERE a.x = b.x AND "
                        + condition;

        assertThat(Targets.of("duckdb").unparse(compiler.query(sql), path -> "r"))
                .contains("Plumbline:")
                .doesNotContain("error(");
        assertThat(rows(sql)).contains(List.of(2L));
    }

    @Test
    void keepsGroupingsApartWhoseColumnsAreTheSameBeneath() {
        String sql =
                "SELECT a, b, COUNT(*) FROM (SELECT x AS a, x AS b FROM (VALUES (1), (1), (2)) AS t(x))"
                        + " GROUP BY GROUPING SETS ((a), (b), ()) ORDER BY 3 DESC, 1, 2";

        assertThat(rows(sql).stream().map(String::valueOf))
                .containsExactly(
                        "[null, null, 3]",
                        "[1, null, 2]",
                        "[null, 1, 2]",
                        "[2, null, 1]",
                        "[null, 2, 1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h2 | FULL JOIN | SELECT * FROM a FULL JOIN b ON a.x = b.x",
                "h2 | EXCEPT ALL | SELECT x FROM a EXCEPT ALL SELECT x FROM b",
                "h2 | INTERSECT ALL | SELECT x FROM a INTERSECT ALL SELECT x FROM b",
                "postgres | FULL JOIN on more than equal columns"
                        + " | SELECT * FROM a FULL JOIN b ON a.x = b.x AND a.x < 3",
                "mariadb | FULL JOIN | SELECT * FROM a FULL JOIN b ON a.x = b.x"
            })
    void keepsFromASourceWhatItHasNot(String target, String what, String sql) {
        Catalog catalog =
                Catalog.of(
                        List.of(
                                new Relation(
                                        List.of("a"), Schema.of(Field.of("x", DataType.BIGINT))),
                                new Relation(
                                        List.of("b"), Schema.of(Field.of("x", DataType.BIGINT)))));

        assertThat(Targets.of(target).refusal(new SqlCompiler(catalog).query(sql)))
                .hasValueSatisfying(reason -> assertThat(reason).contains(what));
    }

    @Test
    void runsRecursions() {
        String sql =
                """
                WITH RECURSIVE r(i, s) AS (
                  SELECT 1, CAST('a' AS VARCHAR)
                  UNION ALL SELECT i + 1, s || 'b' FROM r WHERE i < 3)
                SELECT i, s FROM r ORDER BY i\
                """;

        assertThat(rows(sql))
                .containsExactly(List.of(1L, "a"), List.of(2L, "ab"), List.of(3L, "abb"));
    }

    @Test
    void endsRecursionsInCirclesByUnion() {
        String sql =
                "WITH RECURSIVE r(i) AS (SELECT 1 UNION SELECT MOD(i + 1, 4) FROM r)"
                        + " SELECT i FROM r ORDER BY i";

        assertThat(rows(sql)).containsExactly(List.of(0L), List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void tellsOneRecursionFromAnotherOfTheSameName() {
        String sql =
                """
                WITH RECURSIVE r(i) AS (
                  SELECT 1
                  UNION ALL SELECT q.i + 1 FROM (
                    WITH RECURSIVE r(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM r WHERE i < 7)
                    SELECT i FROM r) AS q
                  WHERE EXISTS (SELECT 1 FROM r WHERE i < 3))
                SELECT i FROM r ORDER BY i\
                """;

        assertThat(rows(sql)).containsExactly(List.of(1L), List.of(6L), List.of(7L), List.of(8L));
    }

    @Test
    void stopsARecursionThatDoesNotEnd() {
        PlumblineException e =
                failure(
                        "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT MOD(i + 1, 10) FROM r)"
                                + " SELECT MAX(i) AS x FROM r");

        assertThat(e)
                .hasMessage("Cannot finish the recursion: it does not end within 100000 rounds");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.RECURSION_ENDLESS);
        assertThat(e.problem().remedy()).contains("UNION in place of UNION ALL");
    }

    @Test
    void findsValuesInALongList() {
        String list =
                IntStream.range(0, 50_000)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", "));
        String from = "SELECT x FROM (VALUES (CAST(7 AS BIGINT)), (60000), (NULL)) AS t(x) WHERE ";

        assertThat(rows(from + "x IN (" + list + ")")).containsExactly(List.of(7L));
        assertThat(rows(from + "x NOT IN (" + list + ")")).containsExactly(List.of(60_000L));
        assertThat(rows(from + "x NOT IN (NULL, " + list + ")")).isEmpty();
    }

    @Test
    void givesBackTextThatAttacksNothing() {
        assertThat(rows("SELECT '''; DROP TABLE t; --' AS \"a\"\"b\", '/*' AS \"--\""))
                .containsExactly(List.of("'; DROP TABLE t; --", "/*"));
    }

    @Test
    void takesNoLongerForAnEvilRegularExpression() {
        assertThat(text("REGEXP_LIKE(REPEAT('a', 100000) || 'b', '(a+)+$')")).isEqualTo("FALSE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CAST(2.5 AS DECIMAL(38,0)) | 3",
                "CAST(-2.5 AS DECIMAL(38,0)) | -3",
                "CAST(99999999999999999999999999999999999999 AS DECIMAL(38,0)) - 1 |"
                        + " 99999999999999999999999999999999999998",
                "CAST(1 AS DECIMAL(38,10)) / CAST(3 AS DECIMAL(38,10)) | 0.333333",
                "CAST('999999999999999999999999999999999999.99' AS DECIMAL(38,2)) / 1000003 |"
                        + " 999997000008999973000080999757.000729",
                "CAST(9999999999.99 AS DECIMAL(12,2)) * CAST(9999999999.99 AS DECIMAL(12,2)) |"
                        + " 99999999999800000000.0001",
                "CAST(9999999999999999.99 AS DECIMAL(18,2)) + CAST(0.01 AS DECIMAL(18,2)) |"
                        + " 10000000000000000.00",
                "CAST(-2 AS DECIMAL(38,0)) / CAST(3 AS DECIMAL(38,0)) | -0.666667",
                "CAST(1 AS DECIMAL(18,10)) / CAST(-8 AS DECIMAL(18,10)) | -0.12500000000000000000",
                "SQRT(SQRT(16)) | 2.0",
                "TIMESTAMP '9999-12-31 23:59:59.999999' | 9999-12-31 23:59:59.999999"
            })
    void holdsTheLimitsOfTypes(String expression, String result) {
        assertThat(text(expression)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CAST(99999999999999999999999999999999999999 AS DECIMAL(38,0)) + 1 | OVERFLOW",
                "CAST(99999999999999999999999999999999999999 AS DECIMAL(38,0)) * 10 | OVERFLOW",
                "2147483647 + 1 | OVERFLOW",
                "CAST(9223372036854775807 AS BIGINT) + 1 | OVERFLOW",
                "CAST('2023-02-30' AS DATE) | VALUE_INVALID",
                "MAKE_DATE(2023, 2, 30) | VALUE_INVALID",
                "TO_DATE('30.02.2023', 'DD.MM.YYYY') | VALUE_INVALID",
                "1 / 0 | DIVISION_BY_ZERO",
                "1.5 / 0.0 | DIVISION_BY_ZERO",
                "MOD(1, 0) | DIVISION_BY_ZERO",
                "SQRT(-0.5) | VALUE_INVALID",
                "POWER(-8, 0.25) | VALUE_INVALID",
                "LN(0) | VALUE_INVALID",
                "ACOS(1.5) | VALUE_INVALID"
            })
    void failsWhereThereIsNoResult(String expression, ErrorCode code) {
        PlumblineException e = failure(asText(expression));

        assertThat(e).hasMessageStartingWith("Cannot ");
        assertThat(e.problem().code()).isEqualTo(code);
    }
}

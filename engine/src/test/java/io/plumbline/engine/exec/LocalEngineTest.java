package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.FileGuard;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalEngineTest {
    private static final Schema X = Rows.schema("x BIGINT");
    private final LocalEngine engine =
            new LocalEngine(new EngineSettings(256 << 20, 2, null), FileGuard.NONE);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void readsEveryTypeAsItsJavaType() {
        Schema schema =
                Rows.schema(
                        "a BOOLEAN",
                        "b SMALLINT",
                        "c INTEGER",
                        "d BIGINT",
                        "e DECIMAL(20,3)",
                        "f REAL",
                        "g DOUBLE",
                        "h VARCHAR",
                        "i VARBINARY",
                        "j DATE",
                        "k TIME",
                        "l TIMESTAMP",
                        "m TIMESTAMP_TZ");
        String sql =
                "SELECT TRUE, 1::SMALLINT, 2, 3::BIGINT, 4.5::DECIMAL(20,3), 1.5::FLOAT, 2.5::DOUBLE,"
                        + " 'text', 'ab'::BLOB, DATE '2024-02-29', TIME '10:11:12.123456',"
                        + " TIMESTAMP '2024-02-29 10:11:12.123456',"
                        + " TIMESTAMPTZ '2024-02-29 10:11:12+02'";

        var row = Rows.all(engine.sql(sql, schema)).getFirst();

        assertThat(row.subList(0, 8))
                .containsExactly(true, 1L, 2L, 3L, new BigDecimal("4.500"), 1.5f, 2.5d, "text");
        assertThat((byte[]) row.get(8)).containsExactly('a', 'b');
        assertThat(row.subList(9, 13))
                .containsExactly(
                        LocalDate.of(2024, 2, 29),
                        LocalTime.of(10, 11, 12, 123_456_000),
                        LocalDateTime.of(2024, 2, 29, 10, 11, 12, 123_456_000),
                        OffsetDateTime.parse("2024-02-29T08:11:12Z"));
        String nulls = "SELECT " + "NULL, ".repeat(12) + "NULL";
        assertThat(Rows.all(engine.sql(nulls, schema)))
                .containsExactly(Arrays.asList(new Object[13]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 7 // 0 | DIVISION_BY_ZERO | Cannot divide: a divisor is zero",
                "SELECT 9223372036854775807 + range FROM range(1, 3) | OVERFLOW | Cannot hold a result:"
                        + " it is out of range of its type",
                "SELECT 2000000::SMALLINT | OVERFLOW | Cannot hold a result: it is out of range of type"
                        + " SMALLINT",
                "SELECT 12345::DECIMAL(4,1) | OVERFLOW | Cannot hold a result: it is out of range of"
                        + " type DECIMAL(4,1)",
                "SELECT 'TOP-SECRET'::INTEGER | VALUE_INVALID | Cannot cast a value to INTEGER: it has"
                        + " another form",
                "SELECT '2023-02-30'::DATE | VALUE_INVALID | Cannot cast a value to DATE: it has another"
                        + " form",
                "SELECT (SELECT range FROM range(2)) | SUBQUERY_MANY_ROWS | Cannot use a sub-query as a"
                        + " value: it returned more than one row",
                "SELECT regexp_matches('a', '(') | VALUE_INVALID | Cannot compute an expression: a"
                        + " function was given a value that it does not take",
                "SELECT len(list(range)) FROM range(900000000) | OUT_OF_MEMORY | Cannot finish the work:"
                        + " it needs more memory than the engine may use",
                "SELECT nonsense | INTERNAL_ERROR | Cannot run the statement: the embedded engine"
                        + " refused it"
            })
    void saysWhatWentWrongWithoutValues(String sql, ErrorCode code, String message) {
        PlumblineException e =
                catchThrowableOfType(PlumblineException.class, () -> Rows.all(engine.sql(sql, X)));

        assertThat(e).isNotNull().hasMessage(message);
        assertThat(e.problem().code()).isEqualTo(code);
        assertThat(e.problem().toString()).doesNotContain("TOP-SECRET", "Exception", "duckdb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sum(range) FROM range(1000000000000)",
                "SELECT count(*) FROM range(1000000) a, range(1000000) b"
                        + " WHERE hash(a.range, b.range) = 1",
                "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
                "SELECT range FROM range(1000000000000)"
            })
    @Timeout(60)
    void endsWhenCancelledAndWorksOn(String sql) {
        QueryResult result = engine.sql(sql, X);
        CompletableFuture.delayedExecutor(300, java.util.concurrent.TimeUnit.MILLISECONDS)
                .execute(result::cancel);

        assertThatThrownBy(() -> Rows.count(result))
                .isInstanceOf(PlumblineException.class)
                .hasMessage("Cancelled: the work was stopped on request");
        result.close();
        assertThat(Rows.all(engine.sql("SELECT 1", X))).hasSize(1);
    }

    @Test
    @Timeout(60)
    void tellsItsProgress() throws InterruptedException {
        try (QueryResult result =
                engine.sql("SELECT sum(hash(range)) FROM range(1000000000000)", X)) {
            Thread reader = Thread.ofVirtual().start(() -> cancelledRead(result));
            while (result.progress() < 0) {
                Thread.sleep(Duration.ofMillis(20));
            }
            assertThat(result.progress()).isBetween(0.0, 100.0);
            result.cancel();
            reader.join();
        }
    }

    private static void cancelledRead(QueryResult result) {
        assertThatThrownBy(result::next).hasMessageStartingWith("Cancelled");
    }

    @Test
    void spillsWhatDoesNotFitIntoMemory() {
        String sql =
                "SELECT count(*) FROM (SELECT md5(range::VARCHAR) AS h FROM range(6000000) ORDER BY 1)"
                        + " WHERE h > 'f'";

        assertThat((Long) Rows.all(engine.sql(sql, X)).getFirst().getFirst()).isPositive();
    }
}

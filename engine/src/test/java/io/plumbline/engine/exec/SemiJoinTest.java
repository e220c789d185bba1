package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conditions with EXISTS, which the embedded engine is given as joins where they are.
@Timeout(120)
class SemiJoinTest {
    private final SqlCompiler compiler = new SqlCompiler(Catalog.of(List.of()));
    private final LocalEngine engine =
            new LocalEngine(new EngineSettings(512 << 20, 2, null), FileGuard.NONE);

    @AfterEach
    void close() {
        engine.close();
    }

    private String text(String sql) {
        return Targets.of("duckdb").unparse(compiler.query(sql), path -> "r");
    }

    private List<List<Object>> rows(String sql) {
        return Rows.all(engine.query(compiler.query(sql)));
    }

    /// A table of small numbers, some of them null.
    private static String table(Random random, String name) {
        return IntStream.range(0, 2 + random.nextInt(12))
                .mapToObj(_ ->
                        IntStream.range(0, 3)
                                .mapToObj(_ -> number(random))
                                .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ", "(VALUES ", ") AS " + name + "(a, b, c)"));
    }

    private static String number(Random random) {
        return random.nextInt(4) == 0 ? "CAST(NULL AS INTEGER)" : String.valueOf(random.nextInt(4));
    }

    private static String condition(Random random) {
        List<String> parts = new ArrayList<>();
        parts.add("l." + column(random) + " = r." + column(random));
        for (int i = random.nextInt(3); i > 0; i--) {
            String operator = List.of("=", "<>", "<", ">=").get(random.nextInt(4));
            String right =
                    random.nextBoolean()
                            ? "r." + column(random)
                            : String.valueOf(random.nextInt(4));
            parts.add((random.nextBoolean() ? "l." : "r.") + column(random) + operator + right);
        }
        return String.join(" AND ", parts);
    }

    private static char column(Random random) {
        return "abc".charAt(random.nextInt(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsTheRowsThatCountingTheMatchesKeeps(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 15; i++) {
            String left = table(random, "l");
            String right = table(random, "r");
            String condition = condition(random);
            boolean not = random.nextBoolean();
            String sub = right + " WHERE " + condition;
            String begin = "SELECT a, b, c FROM " + left + " WHERE ";
            String end = " ORDER BY a, b, c";
            String joined =
                    begin + (not ? "NOT " : "") + "EXISTS (SELECT 1 FROM " + sub + ")" + end;
            String counted =
                    begin + "(SELECT COUNT(*) FROM " + sub + ") " + (not ? "= 0" : "> 0") + end;

            assertThat(text(joined))
                    .as("seed %d, %s", seed, joined)
                    .contains(not ? "ANTI JOIN" : "SEMI JOIN");
            assertThat(rows(joined)).as("seed %d, %s", seed, joined).isEqualTo(rows(counted));
        }
    }

    @Test
    void joinsBesideOtherConditionsAndWithinStacksOfSubQueries() {
        String sql =
                """
                SELECT l.a FROM (VALUES (1, 1), (2, 2), (3, 3), (4, 4)) AS l(a, b)
                JOIN (VALUES (1), (2), (3)) AS m(a) ON l.a = m.a
                WHERE l.b > 1 AND EXISTS (SELECT * FROM (VALUES (2, 9), (3, 9)) AS r(a, b)
                  WHERE r.a = l.a AND r.b = 9
                    AND NOT EXISTS (SELECT 1 FROM (VALUES (3)) AS s(a) WHERE s.a = r.a))
                """;

        assertThat(rows(sql)).containsExactly(List.of(2L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r.a = l.a AND 10 / l.b > r.b",
                "r.a = l.a AND (r.b = l.b OR r.b = 1)",
                "r.b < l.b",
                "r.a + 0 = l.a"
            })
    void leavesWhatIsMoreThanComparisonsOfColumns(String condition) {
        String sql =
                """
                SELECT a FROM (VALUES (1, 0), (2, 5)) AS l(a, b)
                WHERE l.b <> 0 AND EXISTS (
                  SELECT 1 FROM (VALUES (1, 1), (2, 1)) AS r(a, b) WHERE %s)
                """;

        assertThat(text(sql.formatted(condition)))
                .doesNotContain("SEMI JOIN")
                .contains("EXISTS (SELECT");
        assertThat(rows(sql.formatted(condition))).containsExactly(List.of(2L));
    }
}

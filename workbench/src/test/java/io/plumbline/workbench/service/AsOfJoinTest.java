package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsOfJoinTest {
    private static final String PASSED = "pass  t\n1 passed, 0 failed\n";
    private static final int SEEDS = 300;
    private static final long HOUR = 3_600_000_000L;
    private static final LocalDateTime START = LocalDateTime.of(2024, 2, 27, 18, 0);
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    @TempDir Path root;
    private StepTrial trial;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        trial = StepTrial.in(root);
    }

    private record Left(int seed, int id, @Nullable Integer k, @Nullable Long at) {}

    private record Right(
            int seed,
            @Nullable Integer k,
            @Nullable Long t,
            @Nullable Integer v,
            @Nullable String w) {}

    /// @param tolerance in microseconds, null for none
    private record Form(
            boolean forward,
            boolean strict,
            @Nullable Long tolerance,
            boolean inner,
            boolean breaker) {
        String fields() {
            return "type: as_of_join, inputs: {left: l, right: r}, 'on': [seed, k], left_time: at,"
                    + " right_time: t"
                    + (forward ? ", direction: forward" : "")
                    + (strict ? ", strict: true" : "")
                    + (tolerance == null ? "" : ", tolerance: 1d 12h")
                    + (inner ? ", kind: inner" : "")
                    + (breaker ? ", tie_breaker: [v nulls first]" : "");
        }

        private Comparator<Right> order() {
            Comparator<Right> v =
                    breaker
                            ? Comparator.comparing(
                                    Right::v, Comparator.nullsFirst(Comparator.naturalOrder()))
                            : Comparator.comparing(
                                    Right::v, Comparator.nullsLast(Comparator.reverseOrder()));
            return v.thenComparing(Right::w, Comparator.nullsLast(Comparator.reverseOrder()));
        }

        /// Looks at every right row, as the words of the guide say.
        Optional<Right> partner(Left left, List<Right> rights) {
            List<Right> matching = new ArrayList<>();
            for (Right right : rights) {
                Long at = left.at;
                Long t = right.t;
                if (left.k == null || !left.k.equals(right.k) || at == null || t == null) {
                    continue;
                }
                long behind = forward ? t - at : at - t;
                if (behind > 0 || behind == 0 && !strict) {
                    matching.add(right);
                }
            }
            Comparator<Right> nearest = Comparator.comparing(r -> Objects.requireNonNull(r.t));
            return matching.stream()
                    .min((forward ? nearest : nearest.reversed()).thenComparing(order()))
                    .filter(r ->
                            tolerance == null
                                    || Math.abs(
                                                    Objects.requireNonNull(r.t)
                                                            - Objects.requireNonNull(left.at))
                                            <= tolerance);
        }
    }

    /// Times that often are the same, or a microsecond apart, or as far as the tolerance.
    private static @Nullable Long time(Random random) {
        return random.nextInt(12) == 0
                ? null
                : random.nextInt(20) * 6 * HOUR + random.nextInt(8) / 7 - random.nextInt(8) / 7;
    }

    private static @Nullable Integer small(Random random, int bound) {
        int value = random.nextInt(bound + 1);
        return value == bound ? null : value;
    }

    private static String text(@Nullable Long micros) {
        return micros == null ? "" : START.plus(micros, ChronoUnit.MICROS).format(FORM);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private String compare(Form form, long base) throws IOException {
        StringBuilder l = new StringBuilder("seed,id,k,at\n");
        StringBuilder r = new StringBuilder("seed,k,t,v,w\n");
        StringBuilder s = new StringBuilder("seed,k,id,at,t,v,w\n");
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(base + seed);
            List<Right> rights = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                String w = random.nextInt(4) == 0 ? null : "w" + random.nextInt(3);
                rights.add(new Right(seed, small(random, 3), time(random), small(random, 3), w));
            }
            for (Right right : rights) {
                r.append(
                        "%d,%s,%s,%s,%s%n"
                                .formatted(
                                        seed,
                                        text(right.k),
                                        text(right.t),
                                        text(right.v),
                                        text(right.w)));
            }
            for (int id = random.nextInt(8); id > 0; id--) {
                Left left = new Left(seed, id, small(random, 3), time(random));
                l.append("%d,%d,%s,%s%n".formatted(seed, id, text(left.k), text(left.at)));
                Optional<Right> partner = form.partner(left, rights);
                if (partner.isPresent() || !form.inner) {
                    s.append("%d,%s,%d,%s,".formatted(seed, text(left.k), id, text(left.at)));
                    s.append(
                            partner.map(p -> text(p.t) + "," + text(p.v) + "," + text(p.w))
                                    .orElse(",,"));
                    s.append('\n');
                }
            }
        }
        trial.workspace().file("tests/l.csv", l.toString()).file("tests/r.csv", r.toString());
        trial.workspace().file("tests/s.csv", s.toString());
        return trial.step("l r", form.fields())
                .test(
                        """
                        l:
                          columns: {seed: INTEGER, id: INTEGER, k: BIGINT, at: TIMESTAMP}
                          file: l.csv
                        r:
                          columns: {seed: INTEGER, k: INTEGER, t: TIMESTAMP, v: INTEGER, w: VARCHAR}
                          file: r.csv
                        """,
                        "s: {file: s.csv}");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false, false, 1000",
        "false, false, true, false, true, 2000",
        "false, true, false, true, true, 3000",
        "false, true, true, false, false, 4000",
        "true, false, false, false, true, 5000",
        "true, false, true, true, false, 6000",
        "true, true, true, false, true, 7000",
    })
    void agreesWithLookingAtEveryRow(
            boolean forward,
            boolean strict,
            boolean tolerant,
            boolean inner,
            boolean breaker,
            long base)
            throws IOException {
        Form form = new Form(forward, strict, tolerant ? 36 * HOUR : null, inner, breaker);
        assertThat(compare(form, base)).as("seeds from " + base).isEqualTo(PASSED);
    }

    private String join(String fields, String given, String expect) throws IOException {
        return trial.step("l r", "type: as_of_join, inputs: [l, r], " + fields).test(given, expect);
    }

    private static String given(String leftType, String rightType, String left, String right) {
        return """
        l:
          columns: {id: INTEGER, "the \\"time\\"": %s}
          rows: %s
        r:
          columns: {number: INTEGER, "the \\"time\\"": %s, v: VARCHAR}
          rows: %s
        """
                .formatted(leftType, left, rightType, right);
    }

    @Test
    void joinsDatesWithTimesByKeysOfOtherNames() throws IOException {
        String given =
                given(
                        "DATE",
                        "TIMESTAMP",
                        "[{id: 1, 'the \"time\"': 2024-03-10}, {id: 2, 'the \"time\"': 2024-03-10}]",
                        "[{number: 1, 'the \"time\"': 2024-03-10T00:00:00, v: a}, {number: 1, 'the"
                                + " \"time\"': 2024-03-10T00:00:01, v: b}, {number: 2, 'the \"time\"':"
                                + " 2024-03-08T23:59:59, v: c}]");
        String fields =
                "'on': {id: number}, left_time: 'THE \"time\"', right_time: 'the \"time\"', suffix:"
                        + " _known";
        assertThat(
                        join(
                                fields + ", tolerance: 24h",
                                given,
                                """
                                s:
                                  - {id: 1, 'the "time"': 2024-03-10, number: 1, 'the "time"_known': 2024-03-10T00:00:00, v: a}
                                  - {id: 2, 'the "time"': 2024-03-10}
                                """))
                .isEqualTo(PASSED);
        assertThat(
                        join(
                                fields + ", tolerance: 24h 1s, strict: true, kind: inner",
                                given,
                                "s: [{id: 2, 'the \"time\"': 2024-03-10, number: 2, 'the \"time\"_known': 2024-03-08T23:59:59, v: c}]"))
                .isEqualTo(PASSED);
    }

    @Test
    void joinsWithoutKeysAndOnNoRows() throws IOException {
        String fields = "left_time: 'the \"time\"', right_time: 'the \"time\"', suffix: _r";
        String left = "[{id: 1, 'the \"time\"': 2024-03-10}, {id: 2}]";
        String right =
                "[{number: 7, 'the \"time\"': 2024-03-09, v: a}, {'the \"time\"': 2024-03-10, v: b},"
                        + " {number: 9, v: c}]";
        assertThat(
                        join(
                                fields,
                                given("DATE", "DATE", left, right),
                                "s: [{id: 1, 'the \"time\"': 2024-03-10, 'the \"time\"_r':"
                                        + " 2024-03-10, v: b}, {id: 2}]"))
                .isEqualTo(PASSED);
        assertThat(
                        join(
                                fields,
                                given("DATE", "DATE", left, "[]"),
                                "s: [{id: 1, 'the \"time\"': 2024-03-10}, {id: 2}]"))
                .isEqualTo(PASSED);
        assertThat(join(fields, given("DATE", "DATE", "[]", right), "s: []")).isEqualTo(PASSED);
    }

    @Test
    void accountsForItsRows() throws IOException {
        trial.rows("l", "k,at\n1,2024-01-03\n1,2024-01-01\n2,2024-01-03\n");
        trial.rows("r", "k,t,v\n1,2024-01-02,a\n1,2024-01-02,b\n1,2024-01-03,c\n3,2024-01-01,d\n");
        String fields = "type: as_of_join, inputs: [l, r], 'on': [k], left_time: at, right_time: t";
        trial.step("l r", fields);
        assertThat(trial.account()).isEqualTo("COMPLETE 3 3 0 0 0");
        trial.step("l r", fields + ", kind: inner");
        assertThat(trial.account()).isEqualTo("COMPLETE 3 1 2 0 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "left_time: tim, right_time: v; Unknown column: 'tim' in the input left",
                "left_time: 'the \"time\"', right_time: v; Invalid right_time: 'v' is VARCHAR",
                "left_time: 'the \"time\"', right_time: 'the \"time\"'; only one of them is an instant",
                "'on': [id], left_time: 'the \"time\"', right_time: 'the \"time\"'; Unknown column: 'id' in the input right",
                "'on': {id: v}, left_time: 'the \"time\"', right_time: 'the \"time\"'; Cannot match 'id' (INTEGER) with 'v' (VARCHAR)",
                "left_time: 'the \"time\"', right_time: 'the \"time\"', tolerance: 1 month; Invalid tolerance: '1 month'",
                "left_time: 'the \"time\"', right_time: 'the \"time\"', tolerance: -1d; Invalid tolerance: '-1d'",
                "left_time: 'the \"time\"', right_time: 'the \"time\"', tolerance: 999999d; must be at most 100000d",
                "left_time: 'the \"time\"', right_time: 'the \"time\"', tie_breaker: [w]; Unknown column: 'w'",
                "left_time: 'the \"time\"'; Missing required parameter: 'right_time'",
                "left_time: 'the \"time\"', right_time: 'the \"time\"', kind: full; must be left | inner",
            })
    void tellsWhatIsWrong(String fields, String what) throws IOException {
        String given = given("TIMESTAMP", "TIMESTAMP_TZ", "[]", "[]");
        assertThat(join(fields, given, "s: []")).contains("pipelines/p.yaml:6:").contains(what);
    }

    @Test
    void asksForASuffixWhereNamesAreTheSame() throws IOException {
        String given = given("TIMESTAMP", "TIMESTAMP", "[]", "[]");
        assertThat(join("left_time: 'the \"time\"', right_time: 'the \"time\"'", given, "s: []"))
                .contains("Set suffix to a text such as _right");
    }
}

package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PivotTest {
    private static final String PASSED = "pass  t\n1 passed, 0 failed\n";
    private static final String GIVEN =
            """
            o:
              columns: {k: INTEGER, status: VARCHAR, amount: 'DECIMAL(8,2)', at: DATE, n: BIGINT}
              rows:
                - {k: 1, status: open, amount: 1.50, at: 2024-01-01, n: 1}
                - {k: 1, status: open, amount: 2.50, at: 2024-01-02, n: 2}
                - {k: 1, status: paid, amount: 4, at: 2024-01-01, n: 2}
                - {k: 1, status: lost, amount: 8, at: 2024-01-01}
                - {k: 2, status: lost, amount: 16}
                - {k: 3, amount: 32, n: 1}
                - {status: paid, at: 2024-01-02, n: 1}
            """;
    private static final String NONE =
            """
            o:
              columns: {k: INTEGER, status: VARCHAR, amount: 'DECIMAL(8,2)', at: DATE, n: BIGINT}
              rows: []
            """;

    @TempDir Path root;
    private StepTrial trial;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        trial = StepTrial.in(root);
    }

    private String pivot(String fields, String given, String expect) throws IOException {
        return trial.step("o", "type: pivot, input: o, " + fields).test(given, expect);
    }

    @Test
    void makesAColumnOfEachValueAndAggregate() throws IOException {
        assertThat(
                        pivot(
                                "group_by: [K], column: status, values: [open, paid],"
                                        + " aggregates: {n: COUNT(*), total: SUM(amount)}",
                                GIVEN,
                                """
                                s:
                                  - {k: 1, open_n: 2, open_total: 4, paid_n: 1, paid_total: 4}
                                  - {k: 2, open_n: 0, open_total: ~, paid_n: 0, paid_total: ~}
                                  - {k: 3, open_n: 0, open_total: ~, paid_n: 0, paid_total: ~}
                                  - {k: ~, open_n: 0, open_total: ~, paid_n: 1, paid_total: ~}
                                s.rejected: []
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void letsEveryAggregateOfAnExpressionSeeTheRowsOfItsValueAlone() throws IOException {
        assertThat(
                        pivot(
                                "column: status, values: {opened: open, gone: lost}, aggregates:"
                                        + " {x: 'MAX(amount) - MIN(amount) + COUNT(*) FILTER (WHERE n >"
                                        + " 1) + COUNT(DISTINCT k)'}",
                                GIVEN,
                                "s: [{opened: 3, gone: 10}]"))
                .isEqualTo(PASSED);
        assertThat(
                        pivot(
                                "column: status, values: [open], aggregates: {middle:"
                                        + " MEDIAN(amount), list: \"LISTAGG(n, '+') WITHIN GROUP"
                                        + " (ORDER BY n DESC)\"}, unlisted: other, other: rest",
                                GIVEN,
                                "s: [{open_middle: 2, open_list: 2+1, rest_middle: 12, rest_list:"
                                        + " 2+1+1}]"))
                .isEqualTo(PASSED);
    }

    @Test
    void countsOtherValuesAndNullForOneColumnMore() throws IOException {
        assertThat(
                        pivot(
                                "group_by: [k], column: status, values: [open, paid],"
                                        + " aggregates: {n: COUNT(*)}, unlisted: other",
                                GIVEN,
                                """
                                s:
                                  - {k: 1, open: 2, paid: 1, other: 1}
                                  - {k: 2, open: 0, paid: 0, other: 1}
                                  - {k: 3, open: 0, paid: 0, other: 1}
                                  - {k: ~, open: 0, paid: 1, other: 0}
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void rejectsOtherValues() throws IOException {
        assertThat(
                        pivot(
                                "group_by: [k], column: status, values: [open, paid],"
                                        + " aggregates: {n: COUNT(*)}, unlisted: reject",
                                GIVEN,
                                """
                                s: [{k: 1, open: 2, paid: 1}, {open: 0, paid: 1}]
                                s.rejected:
                                  - {k: 1, status: lost, amount: 8, at: 2024-01-01}
                                  - {k: 2, status: lost, amount: 16}
                                  - {k: 3, amount: 32, n: 1}
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void takesValuesOfEveryType() throws IOException {
        assertThat(
                        pivot(
                                "column: at, values: {first: 2024-01-01, second: '2024-01-02'},"
                                        + " aggregates: {n: COUNT(*)}",
                                GIVEN,
                                "s: [{first: 3, second: 2}]"))
                .isEqualTo(PASSED);
        assertThat(
                        pivot(
                                "column: amount, values: [4, 2.5, -1], aggregates: {n: COUNT(*)},"
                                        + " unlisted: other",
                                GIVEN,
                                "s: [{'4': 1, '2.5': 1, '-1': 0, other: 5}]"))
                .isEqualTo(PASSED);
        assertThat(
                        pivot(
                                "column: status, values: ['it''s \"so\"', open ], aggregates: {n:"
                                        + " COUNT(*)}",
                                GIVEN,
                                "s: [{'it''s \"so\"': 0, open: 2}]"))
                .isEqualTo(PASSED);
    }

    @Test
    void givesOneRowOfNoRowsUnlessTheyAreGrouped() throws IOException {
        assertThat(
                        pivot(
                                "column: status, values: [open], aggregates: {n: COUNT(*), t:"
                                        + " SUM(amount)}",
                                NONE,
                                "s: [{open_n: 0, open_t: ~}]"))
                .isEqualTo(PASSED);
        assertThat(
                        pivot(
                                "group_by: [k], column: status, values: [open], aggregates: {n:"
                                        + " COUNT(*)}",
                                NONE,
                                "s: []"))
                .isEqualTo(PASSED);
    }

    @Test
    void accountsForItsRows() throws IOException {
        trial.rows("o", "k,status\n1,open\n1,paid\n1,lost\n2,open\n2,lost\n");
        trial.step(
                "o",
                "type: pivot, input: o, group_by: [k], column: status, values: [open, paid],"
                        + " aggregates: {n: COUNT(*)}");
        assertThat(trial.account()).isEqualTo("COMPLETE 5 2 0 0 -3");
        trial.step(
                "o",
                "type: pivot, input: o, group_by: [k], column: status, values: [open, paid],"
                        + " aggregates: {n: COUNT(*)}, unlisted: reject");
        assertThat(trial.account()).isEqualTo("COMPLETE 5 2 0 2 -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "column: statu, values: [open], aggregates: {n: COUNT(*)}; Did you mean 'status'?",
                "column: status, values: [open], aggregates: {n: COUNT(*)}, group_by: [kk]; Unknown column: 'kk'",
                "column: status, values: [open], aggregates: {n: COUNT(*)}, group_by: [status]; 'status' is one of group_by",
                "column: status, values: [open, open], aggregates: {n: COUNT(*)}; 'open' is listed twice",
                "column: status, values: [open, OPEN], aggregates: {n: COUNT(*)}; Duplicate column: 'OPEN'",
                "column: amount, values: [1, '1.0'], aggregates: {n: COUNT(*)}; '1.0' is listed twice",
                "column: status, values: {k: open}, group_by: [k], aggregates: {n: COUNT(*)}; Duplicate column: 'k'",
                "column: n, values: [x], aggregates: {n: COUNT(*)}; 'x' is no value of 'n' (BIGINT)",
                "column: at, values: [2024], aggregates: {n: COUNT(*)}; Write one such as 2024-01-31",
                "column: status, values: [], aggregates: {n: COUNT(*)}; must be a list of values",
                "column: status, values: [open]; Missing required parameter: 'aggregates'",
                "column: status, values: [open], aggregates: {n: SUM(x)}; (aggregates.n): Invalid column: 'x'",
                "column: status, values: [open], aggregates: {n: SUM(n) + n}; 'n'",
                "column: status, values: [open], aggregates: {n: COUNT(*)}, unlisted: fail; must be ignore | other | reject",
            })
    void tellsWhatIsWrong(String fields, String what) throws IOException {
        assertThat(pivot(fields, NONE, "s: []")).contains("pipelines/p.yaml:5:").contains(what);
    }
}

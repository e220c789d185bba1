package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpivotTest {
    private static final String PASSED = "pass  t\n1 passed, 0 failed\n";
    private static final String GIVEN =
            """
            o:
              columns: {id: INTEGER, Jan: INTEGER, feb: 'DECIMAL(8,2)', note: VARCHAR, at: DATE, "it's \\"so\\"": VARCHAR}
              rows:
                - {id: 1, Jan: 10, feb: 2.25, note: a, "it's \\"so\\"": q}
                - {id: 1, Jan: 10, note: a}
                - {id: 2, feb: 3, at: 2024-01-01}
                - {}
            """;

    @TempDir Path root;
    private StepTrial trial;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        trial = StepTrial.in(root);
    }

    private String unpivot(String fields, String given, String expect) throws IOException {
        return trial.step("o", "type: unpivot, input: o, " + fields).test(given, expect);
    }

    @Test
    void makesARowOfEachColumnAndKeepsTheOthers() throws IOException {
        assertThat(
                        unpivot(
                                "columns: [jan, feb], name_to: month, value_to: amount",
                                GIVEN,
                                """
                                s:
                                  - {id: 1, note: a, "it's \\"so\\"": q, month: Jan, amount: 10}
                                  - {id: 1, note: a, "it's \\"so\\"": q, month: feb, amount: 2.25}
                                  - {id: 1, note: a, month: Jan, amount: 10}
                                  - {id: 1, note: a, month: feb}
                                  - {id: 2, at: 2024-01-01, month: Jan}
                                  - {id: 2, at: 2024-01-01, month: feb, amount: 3}
                                  - {month: Jan}
                                  - {month: feb}
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void dropsNulls() throws IOException {
        assertThat(
                        unpivot(
                                "columns: [note, \"it's \\\"so\\\"\"], nulls: drop",
                                GIVEN,
                                """
                                s:
                                  - {id: 1, Jan: 10, feb: 2.25, name: note, value: a}
                                  - {id: 1, Jan: 10, feb: 2.25, name: "it's \\"so\\"", value: q}
                                  - {id: 1, Jan: 10, name: note, value: a}
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void mayGiveItsColumnsTheNamesOfThoseThatGo() throws IOException {
        assertThat(
                        unpivot(
                                "columns: [jan], name_to: Jan, value_to: month, nulls: drop",
                                GIVEN,
                                "s: [{id: 1, Jan: Jan, month: 10}, {id: 1, Jan: Jan, month: 10}]"))
                .isEqualTo(PASSED);
    }

    @Test
    void makesNoRowsOfNone() throws IOException {
        String none = "o:\n  columns: {id: INTEGER, a: SMALLINT, b: DOUBLE}\n  rows: []\n";
        assertThat(unpivot("columns: [a, b]", none, "s: []")).isEqualTo(PASSED);
    }

    @Test
    void undoesAPivot() throws IOException {
        trial.workspace()
                .pipeline(
                        "p",
                        """
                        steps:
                          - {id: o, type: read, dataset: o}
                          - {id: wide, type: pivot, input: o, group_by: [id], column: note, values: [a, b], aggregates: {v: SUM(jan)}}
                          - {id: s, type: unpivot, input: wide, columns: [a, b], name_to: note, value_to: jan, nulls: drop}
                        """);
        assertThat(
                        trial.test(
                                """
                                o:
                                  columns: {id: INTEGER, note: VARCHAR, jan: BIGINT}
                                  rows: [{id: 1, note: a, jan: 1}, {id: 1, note: b, jan: 2}, {id: 2, note: b, jan: 3}]
                                """,
                                "s: [{id: 1, note: a, jan: 1}, {id: 1, note: b, jan: 2}, {id: 2, note: b, jan: 3}]"))
                .isEqualTo(PASSED);
    }

    @Test
    void accountsForItsRows() throws IOException {
        trial.rows("o", "id,a,b\n1,2,3\n2,,5\n");
        trial.step("o", "type: unpivot, input: o, columns: [a, b]");
        assertThat(trial.account()).isEqualTo("COMPLETE 2 4 0 0 2");
        trial.step("o", "type: unpivot, input: o, columns: [a, b], nulls: drop");
        assertThat(trial.account()).isEqualTo("COMPLETE 2 3 0 0 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "columns: [jann]; Did you mean 'Jan'?",
                "columns: [jan, JAN]; Duplicate column: 'JAN'",
                "columns: [jan, note]; Cannot turn into one column: 'Jan' is INTEGER, 'note' is VARCHAR",
                "columns: [at, feb]; 'at' is DATE, 'feb' is DECIMAL(8,2)",
                "columns: [jan, feb], name_to: ID; Duplicate column: 'ID'",
                "columns: [jan, feb], value_to: note; Duplicate column: 'note'",
                "columns: [jan, feb], value_to: Name; Duplicate column: 'Name'",
                "columns: []; must be a list of column names",
                "columns: [jan], nulls: lose; must be keep | drop",
            })
    void tellsWhatIsWrong(String fields, String what) throws IOException {
        assertThat(unpivot(fields, GIVEN, "s: []")).contains("pipelines/p.yaml:5:").contains(what);
    }
}

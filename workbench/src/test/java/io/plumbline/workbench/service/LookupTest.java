package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupTest {
    private static final String PASSED = "pass  t\n1 passed, 0 failed\n";
    private static final String GIVEN =
            """
            o:
              columns: {n: INTEGER, customer: BIGINT, "the \\"zone\\"": VARCHAR}
              rows:
                - {n: 1, customer: 10, "the \\"zone\\"": a}
                - {n: 2, customer: 10, "the \\"zone\\"": b}
                - {n: 3, customer: 20, "the \\"zone\\"": a}
                - {n: 4, customer: 30}
                - {n: 5, "the \\"zone\\"": a}
            c:
              columns: {id: INTEGER, "the \\"zone\\"": VARCHAR, name: VARCHAR, since: DATE}
              rows:
                - {id: 10, "the \\"zone\\"": a, name: Ann, since: 2024-01-01}
                - {id: 20, "the \\"zone\\"": a, name: Bob, since: 2024-01-02}
                - {id: 20, "the \\"zone\\"": b, name: Bea, since: 2024-01-03}
                - {id: 20, "the \\"zone\\"": c, name: Bud, since: 2024-01-03}
                - {name: nobody}
            """;

    @TempDir Path root;
    private StepTrial trial;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        trial = StepTrial.in(root);
    }

    private String lookup(String fields, String given, String expect) throws IOException {
        return trial.step("o c", "type: lookup, inputs: {in: o, reference: c}, " + fields)
                .test(given, expect);
    }

    @Test
    void bringsColumnsAndRejectsWhatHasSeveralRows() throws IOException {
        assertThat(
                        lookup(
                                "'on': {customer: id}, columns: [name]",
                                GIVEN,
                                """
                                s:
                                  - {n: 1, customer: 10, "the \\"zone\\"": a, name: Ann}
                                  - {n: 2, customer: 10, "the \\"zone\\"": b, name: Ann}
                                  - {n: 4, customer: 30}
                                  - {n: 5, "the \\"zone\\"": a}
                                s.rejected: [{n: 3, customer: 20, "the \\"zone\\"": a}]
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void rejectsWhatIsMissing() throws IOException {
        assertThat(
                        lookup(
                                "'on': {customer: id}, columns: {NAME: who, since: since},"
                                        + " on_missing: reject",
                                GIVEN,
                                """
                                s:
                                  - {n: 1, customer: 10, "the \\"zone\\"": a, who: Ann, since: 2024-01-01}
                                  - {n: 2, customer: 10, "the \\"zone\\"": b, who: Ann, since: 2024-01-01}
                                s.rejected:
                                  - {n: 3, customer: 20, "the \\"zone\\"": a}
                                  - {n: 4, customer: 30}
                                  - {n: 5, "the \\"zone\\"": a}
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void takesTheFirstOfSeveralByTheOrderAndThenByTheColumnsBrought() throws IOException {
        assertThat(
                        lookup(
                                "'on': {customer: id}, columns: [name], on_many: first,"
                                        + " order_by: [since desc]",
                                GIVEN,
                                """
                                s:
                                  - {n: 1, customer: 10, "the \\"zone\\"": a, name: Ann}
                                  - {n: 2, customer: 10, "the \\"zone\\"": b, name: Ann}
                                  - {n: 3, customer: 20, "the \\"zone\\"": a, name: Bea}
                                  - {n: 4, customer: 30}
                                  - {n: 5, "the \\"zone\\"": a}
                                s.rejected: []
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void looksUpBySeveralKeysAndBringsAllOtherColumns() throws IOException {
        assertThat(
                        lookup(
                                "'on': {customer: id, \"the \\\"zone\\\"\": \"the \\\"zone\\\"\"},"
                                        + " on_missing: reject",
                                GIVEN,
                                """
                                s:
                                  - {n: 1, customer: 10, "the \\"zone\\"": a, name: Ann, since: 2024-01-01}
                                  - {n: 3, customer: 20, "the \\"zone\\"": a, name: Bob, since: 2024-01-02}
                                s.rejected:
                                  - {n: 2, customer: 10, "the \\"zone\\"": b}
                                  - {n: 4, customer: 30}
                                  - {n: 5, "the \\"zone\\"": a}
                                """))
                .isEqualTo(PASSED);
    }

    @Test
    void worksOnNoRows() throws IOException {
        String none =
                """
                o:
                  columns: {n: INTEGER, k: VARCHAR}
                  rows: %s
                c:
                  columns: {k: VARCHAR, v: DATE}
                  rows: %s
                """;
        assertThat(lookup("'on': [k]", none.formatted("[]", "[]"), "s: []\ns.rejected: []"))
                .isEqualTo(PASSED);
        assertThat(lookup("'on': [k]", none.formatted("[{n: 1, k: a}]", "[]"), "s: [{n: 1, k: a}]"))
                .isEqualTo(PASSED);
        assertThat(
                        lookup(
                                "'on': k, on_missing: reject",
                                none.formatted("[{n: 1, k: a}]", "[]"),
                                "s: []\ns.rejected: [{n: 1, k: a}]"))
                .isEqualTo(PASSED);
    }

    @Test
    void neverMultipliesRows() throws IOException {
        StringBuilder o = new StringBuilder("n,k\n");
        StringBuilder c = new StringBuilder("k,v\n");
        for (int i = 0; i < 1000; i++) {
            o.append(i).append(',').append(i % 100).append('\n');
            c.append(i % 50).append(',').append(i).append('\n');
            c.append(i + 60).append(',').append(i).append('\n');
        }
        trial.rows("o", o.toString()).rows("c", c.toString());
        // keys 0 to 49 have 20 rows each and more, 60 to 99 one, 50 to 59 none
        trial.step("o c", "type: lookup, inputs: [o, c], 'on': [k]");
        assertThat(trial.account()).isEqualTo("COMPLETE 1000 500 0 500 0");
        trial.step(
                "o c",
                "type: lookup, inputs: {reference: c, in: o}, 'on': [k], on_missing: reject");
        assertThat(trial.account()).isEqualTo("COMPLETE 1000 400 0 600 0");
        trial.step("o c", "type: lookup, inputs: [o, c], 'on': [k], on_many: first, order_by: [v]");
        assertThat(trial.account()).isEqualTo("COMPLETE 1000 1000 0 0 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'on': [customer]; Unknown column: 'customer' in the input reference",
                "'on': {custmer: id}; Did you mean 'customer'?",
                "'on': {customer: name}; Cannot match 'customer' (BIGINT) with 'name' (VARCHAR)",
                "'on': {customer: id}, columns: [nam]; Did you mean 'name'?",
                "'on': {customer: id}; Duplicate column: 'the \"zone\"'",
                "'on': {customer: id}, columns: {name: N}; Duplicate column: 'N'",
                "'on': {customer: id}, columns: [name, NAME]; Duplicate column: 'name'",
                "'on': {customer: id}, columns: [name], on_many: first; Missing required parameter: 'order_by'",
                "'on': {customer: id}, columns: [name], order_by: [since]; nothing is ordered without on_many: first",
                "'on': {customer: id}, columns: [name], on_many: first, order_by: [sinc]; Did you mean 'since'?",
                "'on': {}; must be a list of shared column names",
                "columns: [name]; Missing required parameter: 'on'",
            })
    void tellsWhatIsWrong(String fields, String what) throws IOException {
        assertThat(lookup(fields, GIVEN, "s: []")).contains("pipelines/p.yaml:6:").contains(what);
    }
}

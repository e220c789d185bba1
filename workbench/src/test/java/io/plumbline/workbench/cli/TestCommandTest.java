package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.Json;
import io.plumbline.workbench.service.TestWorkspace;
import io.plumbline.workbench.service.sample.SampleService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCommandTest {
    private static final String HEAD =
            "pipeline: totals\ngiven:\n  orders:\n    - {id: 1, customer: ann, amount: 10.50}\n"
                    + "    - {id: 2, customer: ann, amount: 2}\n    - {id: 3, amount: 7}\n";

    @TempDir Path root;
    private TestWorkspace workspace;

    @BeforeEach
    void makeAWorkspaceWhoseDataIsNotThere() throws IOException {
        workspace = TestWorkspace.in(root);
        workspace.dataset("orders", "orders.csv");
        String contract = Files.readString(root.resolve("datasets/orders.yaml"));
        workspace.file(
                "datasets/orders.yaml",
                contract
                        + """
                              properties:
                                - name: id
                                  logicalType: integer
                                  physicalType: BIGINT
                                - name: customer
                                  logicalType: string
                                - name: amount
                                  logicalType: number
                                  physicalType: DECIMAL(10,2)
                                - name: weight
                                  logicalType: number
                                  physicalType: DOUBLE
                        """
                                .indent(-2));
        workspace.pipeline(
                "totals",
                """
                parameters:
                  least: {type: INTEGER, default: '0'}
                steps:
                  - {id: orders, type: read, dataset: orders}
                  - id: sound
                    type: check
                    input: orders
                    checks:
                      - {type: not_null, columns: [id], on_failure: stop}
                      - {type: range, name: small, columns: [amount], max: 1000, on_failure: quarantine}
                  - {id: large, type: filter, input: sound, condition: amount >= :least}
                  - id: sums
                    type: aggregate
                    input: large
                    group_by: [customer]
                    aggregates: {total: SUM(amount), per_kilo: SUM(amount) / SUM(weight)}
                  - {id: sorted, type: sort, input: sums, by: [customer]}
                  - {id: publish, type: write, input: sorted, dataset: totals}
                """);
    }

    private Ran test(String text, String... more) throws IOException {
        workspace.file("tests/sums.yaml", text);
        String[] args = new String[3 + more.length];
        args[0] = "test";
        args[1] = "-w";
        args[2] = root.toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return Ran.of(args);
    }

    @Test
    void passesWhenRowsInAnyOrderAndSomeColumnsAreThere() throws IOException {
        Ran ran =
                test(
                        HEAD
                                + "expect:\n  totals:\n    - {customer: ~, total: 7}\n    - {customer: ann, total: 12.5}\n"
                                + "  sound.rejected: []\nchecks: {sound.small: 0}\n");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("pass  sums\n1 passed, 0 failed\n");
        assertThat(ran.code()).isZero();
        assertThat(root.resolve("data/orders.csv")).doesNotExist();
        assertThat(root.resolve(".plumbline/lakehouse/totals")).doesNotExist();
    }

    @Test
    void tellsMissingUnexpectedAndChangedRows() throws IOException {
        Ran ran =
                test(
                        HEAD
                                + "  \nexpect:\n  totals:\n    - {customer: ann, total: 12}\n    - {customer: zoe, total: 1}\n");
        assertThat(ran.out())
                .isEqualTo(
                        """
                        FAIL  sums
                          totals: 2 rows expected, 2 rows found
                              customer  total
                            ~ ann       12.00 → 12.50
                            - zoe       1.00
                            + ∅         7.00
                        0 passed, 1 failed
                        """);
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void countsTheOrderOnlyWhereAsked() throws IOException {
        String rows = "      - {customer: ann, total: 12.5}\n      - {customer: ~, total: 7}\n";
        String sorted = "      - {customer: ~, total: 7}\n      - {customer: ann, total: 12.5}\n";
        String expect = HEAD + "expect:\n  sorted:\n    ordered: true\n    rows:\n";
        assertThat(List.of(test(expect + rows).code(), test(expect + sorted).code()))
                .containsExactlyInAnyOrder(0, 1);
        assertThat(test(expect.replace("true", "false") + rows).code()).isZero();
        assertThat(test(expect.replace("true", "false") + sorted).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0", "0.001, 1"})
    void takesNumbersWithinTheTolerance(String tolerance, int code) throws IOException {
        Ran ran =
                test(
                        "pipeline: totals\ngiven:\n  orders:\n    - {id: 1, amount: 10, weight: 3}\n"
                                + "expect:\n  sums: {tolerance: %s, rows: [{per_kilo: 3.33}]}\n"
                                        .formatted(tolerance));
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
    }

    @Test
    void readsRowsFromACsvFileBesideTheTest() throws IOException {
        workspace.file("tests/o.csv", "id,customer,amount\n1,\"a, \"\"b\"\"\",3\n2,\"\",4\n3,,5\n");
        Ran ran =
                test(
                        "pipeline: totals\ngiven: {orders: o.csv}\nexpect:\n  large:\n"
                                + "    - {customer: 'a, \"b\"', amount: 3}\n    - {customer: '', amount: 4}\n    - {customer: ~, amount: 5}\n");
        assertThat(ran.out() + ran.err()).isEqualTo("pass  sums\n1 passed, 0 failed\n");
    }

    @Test
    void expectsFailuresAndFailedChecks() throws IOException {
        String given = "pipeline: totals\ngiven:\n  orders:\n    - {id: ~, amount: 2000}\n";
        assertThat(test(given + "error: CHECK_FAILED\n").code()).isZero();
        assertThat(
                        test(given
                                        + "checks: {sound.small: 1, sound.not_null_id: 1}\nerror: CHECK_FAILED\n")
                                .code())
                .isZero();
        Ran wrong = test(given + "checks: {sound.small: 2}\nerror: OVERFLOW\n");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out())
                .contains("the run failed where OVERFLOW was expected, but by CHECK_FAILED")
                .contains("check 'sound.small': 1 rows fail, 2 expected");
        Ran unexpected = test(given + "expect: {totals: []}\n");
        assertThat(unexpected.out())
                .contains("the run failed: CHECK_FAILED")
                .contains("dataset 'totals' was not written");
        assertThat(test(HEAD + "error: CHECK_FAILED\n").out())
                .contains("the run completed where CHECK_FAILED was expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipeline: total | tests/sums.yaml:1:11 | Did you mean 'totals'?",
                "pipeline: totals#params: {lest: 1} | tests/sums.yaml:2:16 | Did you mean 'least'?",
                "pipeline: totals#given: {orders: [{idd: 1}]} | tests/sums.yaml:2:24 | Did you mean 'id'?",
                "pipeline: totals#given: {orders: [{id: 1.5}]} | tests/sums.yaml:2:23 | must be a whole number within BIGINT",
                "pipeline: totals#given: {orders: [{id: x}]} | tests/sums.yaml:2:23 | must be a whole number within BIGINT",
                "pipeline: totals#given: {order: []} | tests/sums.yaml:2:9 | Declare them in the test",
                "pipeline: totals#given: {orders: none.csv} | tests/sums.yaml:2:17 | it does not exist",
                "pipeline: totals#given: {orders: ../../x.csv} | tests/sums.yaml:2:17 | must be the name of a CSV file beside the test",
                "pipeline: totals#given: {orders: [1]} | tests/sums.yaml:2:18 | must be",
                "pipeline: totals#gives: {} | tests/sums.yaml:2:1 | Did you mean 'given'?",
                "pipeline: totals#error: OVERFLOWN | tests/sums.yaml:2:8 | Did you mean 'OVERFLOW'?",
                "pipeline: totals#checks: {sound.smal: 1} | tests/sums.yaml:2:22 | Did you mean 'sound.small'?",
            })
    void tellsWrongFilesWithTheirPlaces(String text, String place, String what) throws IOException {
        String more = text.contains("error") ? "" : "\nexpect: {totals: []}";
        Ran ran = test(text.replace("#", "\n") + more + "\n");
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(place).contains(what);
        Ran validated = Ran.of("validate", "-w", root.toString());
        assertThat(validated.code()).isEqualTo(2);
        assertThat(validated.out()).contains(place);
    }

    @Test
    void tellsWhatIsMissing() throws IOException {
        assertThat(test("pipeline: totals\nexpect: {totals: []}\n").err())
                .contains("Missing rows of dataset 'orders', which pipeline 'totals' reads");
        assertThat(test("pipeline: totals\n").err()).contains("Test without expectation");
        assertThat(test(HEAD + "expect: {sum: []}\n").err()).contains("Did you mean 'sums'?");
    }

    @Test
    void tellsTheWrongRowOfACsvFile() throws IOException {
        workspace.file("tests/o.csv", "id,amount\n1,2\n2,x\n3\n");
        Ran ran = test("pipeline: totals\ngiven: {orders: o.csv}\nexpect: {totals: []}\n");
        assertThat(ran.err()).contains("tests/o.csv:4:1: Invalid row: 1 values");
        workspace.file("tests/o.csv", "id,amount\n1,2\n2,x\n");
        ran = test("pipeline: totals\ngiven: {orders: o.csv}\nexpect: {totals: []}\n");
        assertThat(ran.err())
                .contains("tests/o.csv:3:3")
                .contains("must be a number that fits DECIMAL(10,2)");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void choosesByTestAndByPipeline() throws IOException {
        workspace.file("tests/other.yaml", HEAD + "expect: {totals: []}\n");
        String good = HEAD + "expect:\n  large: [{id: 1}, {id: 2}, {id: 3}]\n";
        assertThat(test(good, "sums").out()).isEqualTo("pass  sums\n1 passed, 0 failed\n");
        assertThat(test(good, "totals").out()).contains("1 passed, 1 failed");
        Ran unknown = test(good, "sum");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("Unknown test: 'sum'").contains("Did you mean 'sums'?");
    }

    @Test
    void reportsAsJsonAndInTheFormOfJUnit() throws IOException {
        String text = HEAD + "expect:\n  totals: [{customer: 'a<b', total: 7}]\n";
        Ran json = test(text, "--format", "json");
        assertThat(json.code()).isEqualTo(1);
        Map<?, ?> told = (Map<?, ?>) Json.read(json.out());
        assertThat(told.get("failed")).hasToString("1");
        assertThat(json.out())
                .contains("\"kind\": \"changed\"")
                .contains("\"kind\": \"unexpected\"");
        Ran junit = test(text, "--format", "junit");
        assertThat(junit.out())
                .contains("<testsuite name=\"plumbline\" tests=\"1\" failures=\"1\" errors=\"0\">")
                .contains("<testcase classname=\"totals\" name=\"sums\"")
                .contains("a&lt;b → ∅");
        Ran csv = test(text, "--format", "csv");
        assertThat(csv.code()).isEqualTo(2);
    }

    @Test
    void isAnEventOfTheAuditLog() throws IOException {
        test(HEAD + "expect: {totals: []}\n");
        assertThat(Ran.of("audit", "log", "-w", root.toString()).out())
                .contains("tests.run")
                .contains("FAILED")
                .contains("{failed=1, tests=1}");
    }

    @Test
    void readsColumnsThatTheTestDeclares() throws IOException {
        workspace.pipeline(
                "copied",
                """
                steps:
                  - {id: in, type: read, dataset: made_elsewhere}
                  - {id: out, type: write, input: in, dataset: copy}
                """);
        Ran ran =
                test(
                        """
                        pipeline: copied
                        given:
                          made_elsewhere:
                            columns: {t: TIMESTAMP, d: DATE, b: BOOLEAN, x: VARBINARY, z: TIMESTAMP_TZ, f: REAL, h: TIME}
                            rows:
                              - {t: 2024-01-31 12:30:00, d: 2024-01-31, b: true, x: 00ff22, z: '2024-01-31T12:30:00+01:00', f: 0.1, h: '01:02:03.5'}
                              - {}
                        expect:
                          copy:
                            - {t: ~}
                            - {t: 2024-01-31T12:30:00, d: 2024-01-31, b: true, x: 00ff22, z: '2024-01-31T11:30:00Z', f: 0.1, h: '01:02:03.5'}
                        """);
        assertThat(ran.out() + ran.err()).isEqualTo("pass  sums\n1 passed, 0 failed\n");
    }

    @Test
    void passesTheTestsOfTheSampleWithoutItsServer() throws IOException {
        Path sample = root.resolve("sample");
        SampleService.writeDocuments(sample);
        Ran ran = Ran.of("test", "-w", sample.toString());
        assertThat(ran.out() + ran.err())
                .isEqualTo(
                        "pass  revenue_in_its_quarter\npass  revenue_of_negative_sales\n2 passed, 0 failed\n");
    }
}

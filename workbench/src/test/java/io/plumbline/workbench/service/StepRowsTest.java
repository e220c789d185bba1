package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.cli.CommandLineProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows that steps over rows make, run for real, and what their accounts say of them.
final class StepRowsTest {
    private static final String ORDERS =
            """
            id,customer,amount,at
            1,ann,10.00,2024-01-01
            2,Ann ,,2024-01-02
            3,bob,30.00,2024-01-03
            4,,40.00,2024-01-04
            5,,,2024-01-05
            6,bob,30.00,2024-01-06
            """;
    private static final String VIP =
            """
            name
            ann
            ann

            """;

    @TempDir private Path root;
    private TestWorkspace workspace = new TestWorkspace(Path.of(""));

    @BeforeEach
    void makeWorkspace() throws IOException {
        workspace =
                TestWorkspace.in(root)
                        .dataset("orders", "orders.csv")
                        .dataset("vip", "vip.csv")
                        .dataset("result", "result.csv")
                        .dataset("apart", "apart.csv")
                        .file("data/orders.csv", ORDERS)
                        .file("data/vip.csv", VIP.replace("\n\n", "\n\"\"\n"));
    }

    /// Runs a step `s` over the inputs `o` (orders) and `v` (vip), and returns the rows it made.
    private List<String> rows(String step) throws IOException {
        pipeline(step, "");
        return rows();
    }

    private void pipeline(String step, String more) throws IOException {
        workspace.pipeline(
                "p",
                """
                steps:
                  - {id: o, type: read, dataset: orders}
                  - {id: v, type: read, dataset: vip}
                  - {id: s, %s}
                  - {id: sorted, type: sort, input: s, by: [%s]}
                  - {id: w, type: write, input: sorted, dataset: result}
                %s\
                """
                        .formatted(step, step.contains("[names") ? "customer" : "id", more));
    }

    private List<String> rows() throws IOException {
        RunReport report = run();
        assertThat(report.state()).as(() -> report.toString()).isEqualTo(RunReport.State.COMPLETE);
        account =
                report.accounts().stream()
                        .filter(a -> a.step().equals("s"))
                        .map(a ->
                                "%d + %d = %d + %d + %d"
                                        .formatted(
                                                a.in(),
                                                a.combined(),
                                                a.out(),
                                                a.filtered(),
                                                a.rejected()))
                        .findFirst()
                        .orElse("");
        return lines("result");
    }

    private String account = "";

    private List<String> lines(String file) throws IOException {
        List<String> lines =
                java.nio.file.Files.readAllLines(root.resolve("data/" + file + ".csv"));
        return lines.subList(1, lines.size());
    }

    private RunReport run() {
        Surroundings surroundings = Surroundings.ofThisMachine();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            return new RunService(surroundings)
                    .run(
                            session,
                            store,
                            "p",
                            new RunService.Settings(Map.of(), true),
                            event -> {},
                            new Cancellation());
        }
    }

    private String validate(String step) throws IOException {
        pipeline(step, "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            new CommandLineProgram(both, both).run("validate", "-w", root.toString());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSemiJoinKeepsEachLeftRowWithAPartnerOnce() throws IOException {
        assertThat(
                        rows(
                                "type: join, kind: semi, inputs: [o, v], 'on': left.customer ="
                                        + " right.name"))
                .containsExactly("1,ann,10.0,2024-01-01");
        assertThat(account).isEqualTo("6 + 0 = 1 + 5 + 0");
    }

    @Test
    void anAntiJoinKeepsTheOthersAlsoThoseWithoutAKey() throws IOException {
        assertThat(
                        rows(
                                "type: join, kind: anti, inputs: [o, v], 'on': left.customer ="
                                        + " right.name"))
                .extracting(r -> r.substring(0, 1))
                .containsExactly("2", "3", "4", "5", "6");
        assertThat(account).isEqualTo("6 + 0 = 5 + 1 + 0");
    }

    @Test
    void intersectKeepsWhatBothHaveAndExceptTheRestNullsBeingEqual() throws IOException {
        String names =
                """
                  - {id: names, type: sql, inputs: {o: o}, query: SELECT customer FROM o WHERE id <> 6}
                  - {id: others, type: sql, inputs: {v: v}, query: "SELECT NULLIF(name, '') AS customer FROM v"}
                """;
        pipeline("type: intersect, inputs: [names, others]", names);
        assertThat(rows()).containsExactly("ann", "");
        assertThat(account).isEqualTo("5 + 0 = 2 + 3 + 0");

        pipeline("type: except, inputs: [names, others]", names);
        assertThat(rows()).containsExactly("Ann ", "bob");
        assertThat(account).isEqualTo("5 + 0 = 2 + 3 + 0");

        pipeline("type: except, kind: all, inputs: [names, others]", names);
        assertThat(rows()).containsExactly("Ann ", "bob", "");
        assertThat(account).isEqualTo("5 + 0 = 3 + 2 + 0");
    }

    @Test
    void aWindowLooksAtTheRowsAround() throws IOException {
        assertThat(
                        rows(
                                "type: window, input: o, partition_by: customer, order_by: at,"
                                        + " columns: {amount: amount - LAG(amount), n: ROW_NUMBER(),"
                                        + " all: COUNT(*) OVER ()}"))
                .containsExactly(
                        "1,ann,,2024-01-01,1,6",
                        "2,Ann ,,2024-01-02,1,6",
                        "3,bob,,2024-01-03,1,6",
                        "4,,,2024-01-04,1,6",
                        "5,,,2024-01-05,2,6",
                        "6,bob,0.0,2024-01-06,2,6");
        assertThat(
                        rows(
                                "type: window, input: o, order_by: at, frame: RANGE BETWEEN INTERVAL"
                                        + " '1' DAY PRECEDING AND CURRENT ROW, columns: {amount:"
                                        + " SUM(amount) FILTER (WHERE id <> 3)}"))
                .extracting(r -> r.split(",")[2])
                .containsExactly("10.0", "10.0", "", "40.0", "40.0", "30.0");
    }

    @Test
    void fillTakesTheValueBeforeOrAfterWithinReach() throws IOException {
        assertThat(rows("type: fill, input: o, columns: [amount, customer], order_by: at"))
                .containsExactly(
                        "1,ann,10.0,2024-01-01",
                        "2,Ann ,10.0,2024-01-02",
                        "3,bob,30.0,2024-01-03",
                        "4,bob,40.0,2024-01-04",
                        "5,bob,40.0,2024-01-05",
                        "6,bob,30.0,2024-01-06");
        assertThat(
                        rows(
                                "type: fill, input: o, columns: customer, method: previous,"
                                        + " order_by: at, limit: 1"))
                .extracting(r -> r.split(",")[1])
                .containsExactly("ann", "Ann ", "bob", "bob", "", "bob");
        assertThat(
                        rows(
                                "type: fill, input: o, columns: customer, method: next, order_by:"
                                        + " at, limit: 1"))
                .extracting(r -> r.split(",")[1])
                .containsExactly("ann", "Ann ", "bob", "", "bob", "bob");
        assertThat(account).isEqualTo("6 + 0 = 6 + 0 + 0");
    }

    @Test
    void fillTakesAValueOrTheAverage() throws IOException {
        assertThat(rows("type: fill, input: o, columns: amount, method: value, value: 0.5"))
                .extracting(r -> r.split(",")[2])
                .containsExactly("10.0", "0.5", "30.0", "40.0", "0.5", "30.0");
        assertThat(
                        rows(
                                "type: fill, input: o, columns: amount, method: average,"
                                        + " partition_by: customer"))
                .extracting(r -> r.split(",")[2])
                .containsExactly("10.0", "", "30.0", "40.0", "40.0", "30.0");
    }

    @Test
    void dedupeKeepsTheFirstOfAKeyAndHandsOutTheOthers() throws IOException {
        pipeline(
                "type: dedupe, input: o, 'on': customer, order_by: [at desc], match: text",
                "  - {id: x, type: write, input: s.duplicates, dataset: apart}\n");
        assertThat(rows())
                .extracting(r -> r.substring(0, 1))
                .as("rows without a customer are like no other")
                .containsExactly("2", "4", "5", "6");
        assertThat(lines("apart"))
                .containsExactlyInAnyOrder("1,ann,10.0,2024-01-01", "3,bob,30.0,2024-01-03");
        assertThat(account).isEqualTo("6 + 0 = 4 + 2 + 0");
    }

    @Test
    void dedupePutsTheValuesOfAKeyTogether() throws IOException {
        assertThat(
                        rows(
                                "type: dedupe, input: o, 'on': customer, order_by: [at desc], match:"
                                        + " text, survivor: values, null_keys: equal"))
                .containsExactly(
                        "2,Ann ,10.0,2024-01-02", "5,,40.0,2024-01-05", "6,bob,30.0,2024-01-06");
    }

    @Test
    void unnestMakesARowOfEachValue() throws IOException {
        workspace.file(
                "data/orders.csv",
                """
                id,customer
                1,a b
                2,c
                3,
                4,"[1, null, ""x y""]"
                """);
        assertThat(rows("type: unnest, input: o, column: customer, separator: ' ', position: nth"))
                .containsExactlyInAnyOrder(
                        "1,a,1",
                        "1,b,2",
                        "2,c,1",
                        "4,\"[1,\",1",
                        "4,\"null,\",2",
                        "4,\"\"\"x\",3",
                        "4,\"y\"\"]\",4");
        assertThat(account).isEqualTo("4 + 3 = 7 + 0 + 0");
        assertThat(
                        rows(
                                "type: unnest, input: o, column: customer, format: json, into: part,"
                                        + " empty: keep"))
                .containsExactlyInAnyOrder(
                        "1,a b,",
                        "2,c,",
                        "3,,",
                        "4,\"[1, null, \"\"x y\"\"]\",1",
                        "4,\"[1, null, \"\"x y\"\"]\",",
                        "4,\"[1, null, \"\"x y\"\"]\",x y");
    }

    @Test
    void aSampleIsTheSameInEveryRunAndFromEveryOrder() throws IOException {
        StringBuilder many = new StringBuilder("id,customer,amount,at\n");
        StringBuilder reversed = new StringBuilder("id,customer,amount,at\n");
        for (int i = 0; i < 2000; i++) {
            many.append("%d,c%d,1.00,2024-01-01%n".formatted(i, i % 500));
            reversed.append("%d,c%d,1.00,2024-01-01%n".formatted(1999 - i, (1999 - i) % 500));
        }
        workspace.file("data/orders.csv", many.toString());
        String step = "type: sample, input: o, fraction: 0.2, keys: customer";
        List<String> first = rows(step);
        assertThat(first.size() / 4).as("customers of 500").isBetween(70, 130);
        assertThat(first.stream().map(r -> r.split(",")[1]).distinct().count())
                .as("all four rows of a customer, or none")
                .isEqualTo(first.size() / 4);
        List<String> ten = rows("type: sample, input: o, rows: 10");
        assertThat(ten).hasSize(10);
        assertThat(account).isEqualTo("2000 + 0 = 10 + 1990 + 0");

        workspace.file("data/orders.csv", reversed.toString());
        assertThat(rows(step)).isEqualTo(first);
        assertThat(rows("type: sample, input: o, rows: 10")).isEqualTo(ten);
        assertThat(rows("type: sample, input: o, rows: 10, seed: 1")).isNotEqualTo(ten);
        assertThat(rows("type: sample, input: o, rows: 1, by: [customer]"))
                .as("one of each customer")
                .hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: window, input: o, columns: {n: amount + 1} -> SQL_INVALID columns.n",
                "type: window, input: o, columns: {n: LAG(amout)}, order_by: at -> COLUMN_UNKNOWN"
                        + " columns.n",
                "type: window, input: o, order_by: at, frame: 'ROWS 5) + COUNT(*) OVER (', columns:"
                        + " {n: SUM(amount)} -> SQL_SYNTAX frame",
                "type: window, input: o, frame: ROWS 5 PRECEDING, columns: {n: SUM(amount)} ->"
                        + " PARAMETER_MISSING order_by",
                "type: fill, input: o, columns: amount -> PARAMETER_MISSING order_by",
                "type: fill, input: o, columns: amount, method: value, value: many -> TYPE_MISMATCH"
                        + " value",
                "type: fill, input: o, columns: customer, method: average -> TYPE_MISMATCH columns",
                "type: fill, input: o, columns: amount, method: average, limit: 3 ->"
                        + " PARAMETER_INVALID limit",
                "type: dedupe, input: o, 'on': custmer, order_by: at -> COLUMN_UNKNOWN on",
                "type: sample, input: o -> PARAMETER_MISSING fraction",
                "type: unnest, input: o, column: amount -> TYPE_MISMATCH column",
                "type: unnest, input: o, column: customer, into: ID -> COLUMN_DUPLICATE into",
                "type: unnest, input: o, column: customer, format: json, separator: ';' ->"
                        + " PARAMETER_INVALID separator",
                "type: derive, input: o, columns: {x: \"SPLIT(customer, ' ')\"} -> SQL_UNSUPPORTED"
                        + " columns.x",
                "type: sample, input: o, fraction: 2 -> PARAMETER_INVALID fraction",
                "type: sample, input: o, fraction: 0.5, by: customer -> PARAMETER_INVALID by",
                "type: except, inputs: [o, v] -> SCHEMA_MISMATCH",
                "type: join, kind: semi, inputs: [o, v] -> PARAMETER_MISSING on"
            })
    void tellsWhatIsWrongAndWhere(String tried) throws IOException {
        String[] parts = tried.split(" -> ");
        String[] wanted = parts[1].split(" ");
        String said = validate(parts[0]);
        assertThat(said).contains(wanted[0]).contains(wanted.length > 1 ? wanted[1] : "s");
        assertThat(said).as("one mistake, one message").contains(": 1 error,");
    }
}

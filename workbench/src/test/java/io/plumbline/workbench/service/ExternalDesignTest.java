package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.sql.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is known of a step of type external before any program runs: no program is allowed here.
class ExternalDesignTest {
    @TempDir Path folder;
    private ProgramTrial trial;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        trial = ProgramTrial.in(folder).rows("id,amount,age\n1,2.50,30\n");
    }

    private CompiledPipeline compiled() {
        try (WorkspaceSession session = WorkspaceSession.open(trial.root(), trial.surroundings())) {
            return session.compile("p", Map.of());
        }
    }

    private ColumnFlow flow() {
        return PipelineFlow.of(compiled()).of(new PortRef("s", "out"));
    }

    private static String from(List<Influence> influences) {
        return influences.stream()
                .map(i -> i.how() + " " + i.from().column())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "columns: {n: BIGINT} | 5:5 | PARAMETER_MISSING | Missing required parameter: 'command' of step type external",
                "command: [cat] | 5:5 | PARAMETER_MISSING | Missing required parameter: 'columns' of step type external",
                "command: cat, columns: {n: BIGINT} | 5:39 | PARAMETER_INVALID | Invalid command: 'cat' (must be a list of texts, such as [python3, score.py])",
                "command: [], columns: {n: BIGINT} | 5:39 | PARAMETER_INVALID | Invalid command: an empty list (must be a list of texts, such as [python3, score.py])",
                "command: [cat], columns: {n: NUMBER} | 5:65 | PARAMETER_INVALID | Invalid type: 'NUMBER' of column 'n'",
                "command: [cat], columns: {n: INTERVAL_DAY_SECOND} | 5:65 | PARAMETER_INVALID | Invalid type: 'INTERVAL_DAY_SECOND' of column 'n'",
                "command: [cat], columns: {n: DATE, N: DATE}, flow: {n: [], N: []} | 5:74 | COLUMN_DUPLICATE | Duplicate column: 'N'",
                "command: [cat], columns: {n: DATE}, flow: {n: id} | 5:75 | PARAMETER_INVALID | Invalid flow: a map (must be a map of column to the list of input columns that it comes from, such as {score: [amount, age]})",
                "command: [cat], columns: {n: DATE}, flow: {n: [ID, ages]} | 5:82 | COLUMN_UNKNOWN | Unknown column: 'ages' in the input",
                "command: [cat], columns: {n: DATE}, flow: {m: [id], n: []} | 5:82 | COLUMN_UNKNOWN | Unknown column: 'm' in columns",
                "command: [cat], columns: {n: DATE}, flow: {n: []}, rows: some | 5:90 | PARAMETER_INVALID | \"Invalid rows: 'some' (must be any | one_to_one)\"",
                "command: [cat], columns: {n: DATE}, flow: {n: []}, timeout: soon | 5:90 | PARAMETER_INVALID | Invalid timeout: 'soon' (must be days, hours, minutes and seconds)",
                "command: [cat], columns: {n: DATE}, flow: {n: []}, files: [../x] | 5:90 | PARAMETER_INVALID | Invalid files: '../x' (must be the path of a file within the workspace)",
                "command: [cat], columns: {n: DATE}, flow: {n: []}, files: [/etc/passwd] | 5:90 | PARAMETER_INVALID | Invalid files: '/etc/passwd' (must be the path of a file within the workspace)",
                "command: [cat], columns: {n: DATE}, flow: {n: []}, files: [a/./b] | 5:90 | PARAMETER_INVALID | Invalid files: 'a/./b' (must be the path of a file within the workspace)",
                "command: [cat], columns: {n: DATE}, flow: {n: []}, files: [a/../b] | 5:90 | PARAMETER_INVALID | Invalid files: 'a/../b' (must be the path of a file within the workspace)",
                "command: [cat], columns: {n: DATE}, flow: {n: []}, shell: true | 5:90 | PARAMETER_UNKNOWN | Unknown parameter: 'shell' of step type external",
                "command: [cat], columns: {n: DATE} | 5:5 | PARAMETER_MISSING | Undeclared flow: nothing says what column 'n' comes from, so lineage shows it as UNKNOWN",
            })
    void saysWhatIsWrong(String fields, String place, String code, String message)
            throws IOException {
        trial.steps("  - {id: s, type: external, input: o, " + fields + "}\n");
        Problem problem = compiled().problems().getFirst();
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.code().name()).isEqualTo(code);
        assertThat(problem.place().line() + ":" + problem.place().column()).isEqualTo(place);
    }

    @Test
    void takesDeclaredFlowAndCallsTheRestUnknown() throws IOException {
        trial.step(
                "command: [cat], rows: one_to_one, columns: {id: BIGINT, score: DOUBLE, v: VARCHAR,"
                        + " w: DATE}, flow: {ID: [id], score: [AMOUNT, age], v: []}");

        ColumnFlow flow = flow();

        assertThat(flow.columns())
                .extracting(c -> c.name() + " <- " + from(c.direct()))
                .containsExactly(
                        "id <- TRANSFORMATION id",
                        "score <- TRANSFORMATION amount, TRANSFORMATION age",
                        "v <- ",
                        "w <- UNKNOWN id, UNKNOWN amount, UNKNOWN age");
        assertThat(flow.unknown())
                .containsExactly("column w of program cat: its flow is not declared");
        assertThat(flow.indirect(flow.columns().getFirst())).isEmpty();
    }

    @Test
    void letsEveryColumnDecideWhichRowsThereAre() throws IOException {
        trial.step("command: [cat], columns: {id: BIGINT}, flow: {id: [id]}");
        ColumnFlow flow = flow();
        assertThat(from(flow.indirect(flow.columns().getFirst())))
                .isEqualTo("FILTER id, FILTER amount, FILTER age");
        assertThat(flow.unknown()).isEmpty();
    }

    @Test
    void recordsWhatIsUnknown() throws IOException {
        trial.step(
                        "command: [cat], rows: one_to_one, columns: {id: BIGINT, age: BIGINT, amount:"
                                + " DOUBLE}, flow: {id: [id]}")
                .allow();
        trial.run();
        assertThat(trial.lineage("out.age"))
                .contains("o.age [UNKNOWN]", "o.id [UNKNOWN]", "o.amount [UNKNOWN]");
        assertThat(trial.lineage("out.id")).containsExactly("o.id [TRANSFORMATION]");
    }

    @Test
    void showsThatTheProgramRunsHere() throws IOException {
        trial.steps(
                """
                  - {id: few, type: filter, input: o, condition: id > 0}
                  - {id: s, type: external, input: few, command: [cat, '-'], columns: {id: BIGINT}, flow: {id: [id]}}
                  - {id: all, type: limit, input: s, limit: 5}
                """);
        try (WorkspaceSession session = WorkspaceSession.open(trial.root(), trial.surroundings())) {
            assertThat(new PlanService(session).plan("p", null, Map.of(), List.of()).toString())
                    .contains(
                            """
                            step s (external) from few
                              runs in: program cat - on this machine
                            """)
                    .contains(
                            "ExternalCall(program=[cat -], rows=[any])  [program cat - on this machine]")
                    .contains("step all (limit) from s\n  runs in: embedded engine");
        }
    }

    @ParameterizedTest
    @CsvSource({"duckdb", "postgres", "h2", "mariadb"})
    void isRefusedByEveryTarget(String target) throws IOException {
        trial.step("command: [score, --fast], columns: {id: BIGINT}, flow: {id: [id]}");
        assertThat(
                        Targets.of(target)
                                .refusal(
                                        Objects.requireNonNull(
                                                compiled()
                                                        .step("s")
                                                        .orElseThrow()
                                                        .outputs()
                                                        .get("out"))))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("the program score --fast").contains(target));
    }

    @Test
    void isNotProvedByTrials() throws IOException {
        trial.step("command: [cat], columns: {id: BIGINT}, flow: {id: [id]}");
        assertThatThrownBy(
                        () -> io.plumbline.engine.exec.proof.ProofSubject.of(compiled(), d -> null))
                .hasMessage(
                        "Cannot try lineage: step 's' runs program 'cat', and trials run no"
                                + " programs");
    }

    @Test
    void runsInTestsOnceItIsAllowed() throws IOException {
        trial.step("command: [cat], rows: one_to_one, columns: {id: BIGINT}, flow: {id: [id]}")
                .file(
                        "tests/t.yaml",
                        """
                        pipeline: p
                        given:
                          o:
                            columns: {id: BIGINT}
                            rows: [{id: 4}]
                        expect:
                          out: [{id: 4}]
                          s: [{id: 5}]
                        """);
        assertThat(trial.test()).contains("the run failed: PROGRAM_REFUSED");
        trial.allow();
        assertThat(trial.test())
                .contains("failures=[]", "RowDiff[name=s,", "expected=[5]")
                .doesNotContain("name=out");
        // once for the run, once for each expectation
        assertThat(trial.events("program.started")).hasSize(3);
    }
}

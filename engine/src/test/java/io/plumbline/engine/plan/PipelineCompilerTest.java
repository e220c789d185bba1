package io.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.testing.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineCompilerTest {
    private static final String READ =
            """
            steps:
              - {id: o, type: read, dataset: orders}
              - {id: c, type: read, dataset: customers}
            """;

    private static CompiledPipeline compile(String steps) {
        return new PipelineCompiler(new Shop()).compile(Shop.pipeline(READ + steps), Map.of());
    }

    private static Problem only(CompiledPipeline compiled) {
        assertThat(compiled.problems()).hasSize(1);
        assertThat(compiled.runnable()).isFalse();
        return compiled.problems().getFirst();
    }

    private static void fails(
            String step, ErrorCode code, String message, String field, String remedy) {
        Problem problem = only(compile("  - " + step + "\n"));
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.place().step()).isEqualTo("s");
        assertThat(problem.place().field()).isEqualTo(field);
        assertThat(problem.remedy()).contains(remedy);
    }

    @Test
    void namesTheNearestParameterAndStepType() {
        fails(
                "{id: s, type: limit, input: o, limit: 1, ofset: 2}",
                ErrorCode.PARAMETER_UNKNOWN,
                "Unknown parameter: 'ofset' of step type limit",
                "ofset",
                "'offset'");
        fails(
                "{id: s, type: filtr, input: o}",
                ErrorCode.STEP_TYPE_UNKNOWN,
                "Unknown step type: 'filtr'",
                "type",
                "'filter'");
    }

    @Test
    void refusesASecondWriterOfADataset() {
        Problem problem =
                only(
                        compile(
                                """
                                  - {id: first, type: write, input: o, dataset: out}
                                  - {id: second, type: write, input: c, dataset: out, mode: append}
                                """));
        assertThat(problem.code()).isEqualTo(ErrorCode.PARAMETER_INVALID);
        assertThat(problem.message())
                .isEqualTo("Cannot write dataset 'out': step 'first' writes it already");
        assertThat(problem.place().step()).isEqualTo("second");
        assertThat(problem.place().field()).isEqualTo("dataset");
        assertThat(problem.remedy()).contains("union");
    }

    @Test
    void saysWhatARightParameterWouldBe() {
        fails(
                "{id: s, type: limit, input: o, limit: many}",
                ErrorCode.PARAMETER_INVALID,
                "Invalid limit: 'many' (must be a whole number of 0 or more)",
                "limit",
                "how many rows");
        fails(
                "{id: s, type: filter, input: o}",
                ErrorCode.PARAMETER_MISSING,
                "Missing required parameter: 'condition' of step type filter",
                "condition",
                "amount > 0");
    }

    @Test
    void namesTheNearestDatasetAndColumn() {
        fails(
                "{id: s, type: read, dataset: ordres}",
                ErrorCode.DATASET_UNKNOWN,
                "Unknown dataset: 'ordres'",
                "dataset",
                "'orders'");
        fails(
                "{id: s, type: select, input: o, columns: [amont]}",
                ErrorCode.COLUMN_UNKNOWN,
                "Unknown column: 'amont' in the input",
                "columns",
                "'amount'");
    }

    @Test
    void refusesWiresThatLeadNowhere() {
        fails(
                "{id: s, type: limit, input: ob, limit: 1}",
                ErrorCode.STEP_UNKNOWN,
                "Unknown step: 'ob' as input",
                "inputs",
                "'o'");
        fails(
                "{id: s, type: limit, input: o.rejected, limit: 1}",
                ErrorCode.PORT_UNKNOWN,
                "Unknown port: 'rejected' of step 'o'",
                "inputs",
                "out");
        fails(
                "{id: s, type: join, inputs: [o], 'on': [id]}",
                ErrorCode.STEP_INPUT_MISSING,
                "Missing required input: 'right' of step 's'",
                "inputs",
                "inputs");
        fails(
                "{id: s, type: limit, inputs: [o, c], limit: 1}",
                ErrorCode.PORT_UNKNOWN,
                "Unknown input: 'in2' of step type limit",
                "inputs.in2",
                "in");
    }

    @Test
    void namesTheWayOfACycleAndBlocksWhatFollows() {
        CompiledPipeline compiled =
                compile(
                        """
                          - {id: a, type: limit, input: b, limit: 1}
                          - {id: b, type: limit, input: a, limit: 1}
                          - {id: s, type: limit, input: b, limit: 1}
                        """);
        assertThat(only(compiled).message()).isEqualTo("Cannot order steps: a → b → a is a cycle");
        assertThat(compiled.broken()).containsExactly("a", "b");
        assertThat(compiled.blocked()).containsExactly("s");
    }

    @Test
    void reportsIndependentProblemsAndBlocksWithoutNoise() {
        CompiledPipeline compiled =
                compile(
                        """
                          - {id: a, type: derive, input: o, columns: {x: amont, y: amount + nope}}
                          - {id: b, type: filter, input: a, condition: x > 1}
                          - {id: s, type: filter, input: c, condition: contry = 'CH'}
                        """);
        assertThat(compiled.problems())
                .extracting(p -> p.place().step() + " " + p.place().field() + " " + p.code())
                .containsExactly(
                        "a columns.x COLUMN_UNKNOWN",
                        "a columns.y COLUMN_UNKNOWN",
                        "s condition COLUMN_UNKNOWN");
        assertThat(compiled.blocked()).containsExactly("b");
        assertThat(compiled.steps().keySet()).containsExactly("o", "c");
    }

    @Test
    void saysWhatToDoAboutColumnsOfTheSameName() {
        fails(
                "{id: s, type: join, inputs: [o, c], 'on': left.customer_id = right.id}",
                ErrorCode.COLUMN_DUPLICATE,
                "Duplicate column: 'id' comes from both inputs",
                null,
                "suffix");
    }

    @Test
    void compilesAgainOnlyWhatChanged() {
        String text =
                READ
                        + """
                          - {id: f, type: filter, input: o, condition: amount > 1}
                          - {id: d, type: derive, input: f, columns: {x: amount}}
                          - {id: s, type: limit, input: d, limit: 3}
                        """;
        PipelineCompiler compiler = new PipelineCompiler(new Shop());
        compiler.compile(Shop.pipeline(text), Map.of());
        assertThat(compiler.compilations()).isEqualTo(5);
        compiler.compile(Shop.pipeline(text), Map.of());
        assertThat(compiler.compilations()).isEqualTo(5);
        compiler.compile(Shop.pipeline(text.replace("amount > 1", "amount > 2")), Map.of());
        assertThat(compiler.compilations()).isEqualTo(6);
        compiler.compile(Shop.pipeline(text.replace("x: amount", "x: status")), Map.of());
        // the filter back again, the derivation, and the limit behind its new column type
        assertThat(compiler.compilations()).isEqualTo(9);
    }

    @Test
    void mendingAnErrorCompilesOnlyTheStepThatHadIt() {
        String text =
                READ
                        + """
                          - {id: f, type: filter, input: o, condition: amount > 1}
                          - {id: d, type: derive, input: f, columns: {x: amount}}
                          - {id: s, type: limit, input: d, limit: 3}
                        """;
        PipelineCompiler compiler = new PipelineCompiler(new Shop());
        compiler.compile(Shop.pipeline(text), Map.of());
        long before = compiler.compilations();
        CompiledPipeline wrong =
                compiler.compile(Shop.pipeline(text.replace("amount > 1", "amont > 1")), Map.of());
        assertThat(wrong.blocked()).containsExactlyInAnyOrder("d", "s");
        CompiledPipeline mended =
                compiler.compile(Shop.pipeline(text.replace("amount > 1", "amount > 5")), Map.of());
        assertThat(mended.problems()).isEmpty();
        assertThat(compiler.compilations()).isEqualTo(before + 2);
    }

    @Test
    void takesParametersAsValues() {
        String text =
                "parameters: {s: {type: VARCHAR}, n: {type: INTEGER, default: 3}}\n"
                        + READ
                        + "  - {id: s, type: filter, input: o, condition: 'status = :s OR id > :n'}\n";
        PipelineCompiler compiler = new PipelineCompiler(new Shop());
        CompiledPipeline unset = compiler.compile(Shop.pipeline(text), Map.of());
        assertThat(unset.problems()).isEmpty();
        assertThat(unset.unset()).containsExactly("s");
        assertThat(unset.runnable()).isFalse();
        CompiledPipeline odd =
                compiler.compile(Shop.pipeline(text), Map.of("s", "x' OR 1=1 --", "n", "many"));
        assertThat(odd.problems())
                .extracting(Problem::message)
                .isEqualTo(List.of("Invalid parameter: 'n' of pipeline 'p' (must be INTEGER)"));
        assertThat(odd.step("s")).isPresent();
    }
}

package io.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.testing.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubPipelineTest {
    private static final String LARGE =
            """
            parameters:
              least: {type: 'DECIMAL(12,2)', default: '10'}
            steps:
              - id: rows
                type: input
                columns: {id: BIGINT, amount: 'DECIMAL(12,2)'}
              - {id: kept, type: filter, input: rows, condition: amount >= :least}
              - {id: large, type: output, input: kept}
            """;

    private final Map<String, Pipeline> known = new LinkedHashMap<>();

    private CompiledPipeline compile(String yaml, Map<String, String> values) {
        return new PipelineCompiler(new Shop(), n -> Optional.ofNullable(known.get(n)))
                .compile(Shop.pipeline(yaml), values);
    }

    private CompiledPipeline compile(String yaml) {
        return compile(yaml, Map.of());
    }

    private void know(String name, String yaml) {
        Pipeline p = Shop.pipeline(yaml);
        known.put(name, new Pipeline(name, null, p.parameters(), p.steps(), p.wires(), Map.of()));
    }

    private static String told(CompiledPipeline compiled) {
        StringBuilder out = new StringBuilder();
        for (Problem p : compiled.problems()) {
            out.append(p.place()).append(": ").append(p.message()).append('\n');
        }
        return out.toString();
    }

    @Test
    void putsTheStepsOfTheOtherPipelineBeforeTheStep() {
        know("large", LARGE);
        CompiledPipeline compiled =
                compile(
                        """
                        steps:
                          - {id: o, type: read, dataset: orders}
                          - {id: s, type: pipeline, pipeline: large, input: o, params: {least: 100}}
                          - {id: w, type: write, input: s, dataset: sums}
                        """);
        assertThat(told(compiled)).isEmpty();
        assertThat(compiled.steps().keySet())
                .containsExactly("o", "s/rows", "s/kept", "s/large", "s", "w");
        assertThat(compiled.schema(new PortRef("w", "out")).orElseThrow().names())
                .containsExactly("id", "amount");
        assertThat(compiled.steps().get("s/kept").outputs().get("out").explain()).contains("100");
    }

    @Test
    void followsColumnsThroughTheOtherPipeline() {
        know("large", LARGE);
        CompiledPipeline compiled =
                compile(
                        """
                        steps:
                          - {id: o, type: read, dataset: orders}
                          - {id: s, type: pipeline, pipeline: large, inputs: {rows: o}}
                          - {id: w, type: write, input: s.large, dataset: sums}
                        """);
        assertThat(told(compiled)).isEmpty();
        String flow = PipelineFlow.of(compiled).edges().toString();
        assertThat(flow).contains("orders").contains("amount").contains("FILTER");
    }

    @Test
    void handsParametersOnByName() {
        know("large", LARGE);
        String yaml =
                """
                parameters: {bar: {type: 'DECIMAL(12,2)'}}
                steps:
                  - {id: o, type: read, dataset: orders}
                  - {id: s, type: pipeline, pipeline: large, input: o, params: {least: ':bar'}}
                """;
        CompiledPipeline compiled = compile(yaml, Map.of("bar", "77"));
        assertThat(compiled.steps().get("s/kept").outputs().get("out").explain()).contains("77");
        assertThat(compile(yaml).unset()).containsExactly("bar");
    }

    @Test
    void hasAPortForEachOfSeveralOutputs() {
        know(
                "split",
                """
                steps:
                  - {id: rows, type: input, columns: {id: BIGINT}}
                  - {id: a, type: filter, input: rows, condition: id > 1}
                  - {id: large, type: output, input: a}
                  - {id: all, type: output, input: rows}
                """);
        String yaml =
                """
                steps:
                  - {id: o, type: read, dataset: orders}
                  - {id: s, type: pipeline, pipeline: split, input: o}
                  - {id: t, type: union, inputs: [s.large, s.PORT]}
                """;
        assertThat(told(compile(yaml.replace("PORT", "all")))).isEmpty();
        assertThat(told(compile(yaml.replace("PORT", "small"))))
                .contains("p.t (inputs): Unknown port: 'small' of step 's'");
    }

    @Test
    void tellsErrorsOfTheOtherPipelineInItsFileWithTheStepThatBringsThem() {
        know("large", LARGE.replace("amount >=", "amout >="));
        assertThat(
                        told(
                                compile(
                                        """
                                        steps:
                                          - {id: o, type: read, dataset: orders}
                                          - {id: s, type: pipeline, pipeline: large, input: o}
                                        """)))
                .contains("large.kept (condition)")
                .contains("amout")
                .contains("(by step 's' of pipeline 'p')");
    }

    @Test
    void tellsAColumnThatIsNotHandedIn() {
        know("large", LARGE);
        assertThat(
                        told(
                                compile(
                                        """
                                        steps:
                                          - {id: c, type: read, dataset: customers}
                                          - {id: s, type: pipeline, pipeline: large, input: c}
                                        """)))
                .contains("Missing column: 'amount' of what 'c' hands in (by step 's'");
    }

    @Test
    void refusesPipelinesThatRunEachOtherWithTheChain() {
        String calls =
                "steps:\n  - {id: s, type: pipeline, pipeline: NAME}\n  - {id: out, type: output, input: s}\n";
        know("a", calls.replace("NAME", "b"));
        know("b", calls.replace("NAME", "a"));
        know("self", calls.replace("NAME", "self"));
        assertThat(told(compile("steps:\n  - {id: x, type: pipeline, pipeline: a}\n")))
                .contains("b.s (pipeline): Cannot run pipeline 'a' within itself: a → b → a");
        assertThat(told(compile("steps:\n  - {id: x, type: pipeline, pipeline: self}\n")))
                .contains("Cannot run pipeline 'self' within itself: self → self");
    }

    @Test
    void tellsWhatIsWrongWithTheStepItself() {
        know("large", LARGE);
        know("silent", "steps:\n  - {id: o, type: read, dataset: orders}\n");
        know(
                "asks",
                "parameters: {day: {type: DATE}}\n"
                        + "steps:\n  - {id: o, type: read, dataset: orders}\n  - {id: out, type: output, input: o}\n");
        assertThat(
                        List.of(
                                told(
                                        compile(
                                                "steps:\n  - {id: s, type: pipeline, pipeline: larg}\n")),
                                told(compile("steps:\n  - {id: s, type: pipeline}\n")),
                                told(
                                        compile(
                                                "steps:\n  - {id: s, type: pipeline, pipeline: large}\n")),
                                told(
                                        compile(
                                                "steps:\n  - {id: s, type: pipeline, pipeline: silent}\n")),
                                told(
                                        compile(
                                                "steps:\n  - {id: s, type: pipeline, pipeline: asks}\n")),
                                told(
                                        compile(
                                                "steps:\n  - {id: s, type: pipeline, pipeline: asks, params: {day: x}}\n")),
                                told(
                                        compile(
                                                "steps:\n  - {id: s, type: pipeline, pipeline: asks, params: {day: ':x'}}\n"))))
                .satisfiesExactly(
                        t -> assertThat(t).contains("p.s (pipeline): Unknown pipeline: 'larg'"),
                        t -> assertThat(t).contains("Missing required parameter: 'pipeline'"),
                        t -> assertThat(t).contains("Missing required input: 'rows' of step 's'"),
                        t -> assertThat(t).contains("it has no step of type output"),
                        t -> assertThat(t).contains("Missing required parameter: 'day'"),
                        t -> assertThat(t).contains("p.s (params.day): Invalid parameter: 'day'"),
                        t -> assertThat(t).contains("p.s (params.day): Unknown parameter: ':x'"));
    }

    @Test
    void compilesAPipelineWithInputsByItself() {
        CompiledPipeline compiled = compile(LARGE);
        assertThat(told(compiled)).isEmpty();
        assertThat(compiled.schema(PortRef.parse("large")).orElseThrow().names())
                .containsExactly("id", "amount");
        assertThat(told(compile(LARGE.replace("BIGINT", "BIGGINT"))))
                .contains("p.rows (columns.id): Invalid type: 'BIGGINT'");
    }
}

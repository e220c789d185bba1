package io.plumbline.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.testing.Golden;
import io.plumbline.engine.testing.PlanShape;
import io.plumbline.engine.testing.Shop;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepTypesTest {

    static Collection<String> names() {
        return StepTypes.names();
    }

    @Test
    void areSortedAndEachHasASample() {
        assertThat(StepTypes.names()).isSorted().doesNotHaveDuplicates();
        assertThat(StepSamples.all().keySet()).containsExactlyElementsOf(StepTypes.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void declareWhatInspectorsShow(String name) {
        StepType type = StepTypes.find(name).orElseThrow();
        assertThat(type.summary()).isNotBlank().doesNotEndWith(".");
        assertThat(type.describe()).isNotBlank();
        assertThat(type.parameters())
                .allSatisfy(p -> {
                    assertThat(p.name()).matches("[a-z_]+");
                    assertThat(p.summary()).isNotBlank().doesNotEndWith(".");
                    assertThat(p.kind() == ParameterKind.CHOICE).isEqualTo(!p.choices().isEmpty());
                })
                .extracting(Parameter::name)
                .doesNotHaveDuplicates()
                .doesNotContain("id", "type", "input", "inputs", "note");
        assertThat(type.inputs()).allSatisfy(p -> assertThat(p.summary()).isNotBlank());
        assertThat(type.outputs()).allSatisfy(p -> assertThat(p.summary()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("names")
    void compileAsTheGoldenFileSays(String name) {
        StringBuilder text = new StringBuilder();
        for (String yaml : StepSamples.all().getOrDefault(name, List.of())) {
            CompiledPipeline compiled =
                    new PipelineCompiler(new Shop(), Shop::called)
                            .compile(Shop.pipeline(yaml), Map.of());
            assertThat(compiled.problems()).as(yaml).isEmpty();
            text.append(text.isEmpty() ? "" : "\n").append(yaml).append('\n');
            describe(compiled.step("s").orElseThrow(), text);
        }
        Golden.check("step/" + name + ".txt", text.toString());
    }

    private static void describe(CompiledStep step, StringBuilder text) {
        step.outputs()
                .forEach((port, rel) -> {
                    boolean kept = step.materialized().contains(port);
                    text.append("port ").append(port).append(kept ? " (kept)\n" : "\n");
                    step.schemas()
                            .get(port)
                            .fields()
                            .forEach(f ->
                                    text.append("  ")
                                            .append(f.name())
                                            .append(' ')
                                            .append(f.type())
                                            .append(f.nullable() ? "\n" : " NOT NULL\n"));
                    text.append("plan\n").append(PlanShape.of(rel).indent(2));
                    flow(rel, text);
                });
        step.checks().forEach(c -> text.append(c).append('\n'));
        if (step.sink() != null) {
            text.append(step.sink()).append('\n');
        }
    }

    private static void flow(RelNode rel, StringBuilder text) {
        text.append("flow\n");
        ColumnFlow flow = ColumnFlow.of(rel);
        for (ColumnFlow.Column column : flow.columns()) {
            text.append("  ").append(column.name()).append(" <- ");
            text.append(texts(column.direct())).append(" | ");
            text.append(texts(column.own())).append('\n');
        }
        text.append("  every row | ").append(texts(flow.rows())).append('\n');
    }

    private static String texts(List<Influence> influences) {
        return influences.stream()
                .map(i ->
                        i.how()
                                + " "
                                + i.from()
                                + (i.reason().isEmpty()
                                        ? ""
                                        : " by " + String.join(" > ", i.reason())))
                .collect(Collectors.joining(", "));
    }
}

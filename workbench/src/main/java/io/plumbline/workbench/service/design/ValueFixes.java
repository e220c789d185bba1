package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.step.StepTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the values that a parameter which was left out might take. Only when one alone is possible
/// is it a cure.
final class ValueFixes {
    private ValueFixes() {}

    static List<QuickFix> find(Problem problem, FixScene scene) {
        String step = problem.place().step();
        StepSpec spec = step == null ? null : scene.pipeline().step(step).orElse(null);
        if (spec == null) {
            return List.of();
        }
        Optional<Parameter> missing =
                StepTypes.find(spec.type()).stream()
                        .flatMap(t -> t.parameters().stream())
                        .filter(p -> p.name().equals(problem.place().field()))
                        .findFirst();
        return missing.map(p ->
                        values(p, spec.id(), scene).stream().map(v -> fix(spec, p, v)).toList())
                .orElse(List.of());
    }

    private static QuickFix fix(StepSpec step, Parameter parameter, Value value) {
        return new QuickFix(
                "Set '" + parameter.name() + "' to " + shown(value),
                p -> PipelineEdits.set(p, step.id(), parameter.name(), value));
    }

    private static List<Value> values(Parameter parameter, String step, FixScene scene) {
        return switch (parameter.kind()) {
            case CHOICE -> parameter.choices().stream().map(Value::text).toList();
            case DATASET ->
                    scene.datasets().stream()
                            .filter(d -> !isWriteOver(d, step, scene))
                            .sorted()
                            .map(Value::text)
                            .toList();
            case COLUMNS, SORT_KEYS ->
                    names(scene.inputColumns(step)).stream()
                            .map(n -> (Value) new Value.Items(List.of(Value.text(n))))
                            .toList();
            case TEXT -> names(scene.inputColumns(step)).stream().map(Value::text).toList();
            case JOIN_ON, KEY_PAIRS ->
                    shared(scene, step).stream()
                            .map(n -> (Value) new Value.Items(List.of(Value.text(n))))
                            .toList();
            default -> List.of();
        };
    }

    /// Returns whether a dataset that the pipeline reads would be written by the step.
    private static boolean isWriteOver(String dataset, String step, FixScene scene) {
        return scene.pipeline().step(step).filter(s -> s.type().equals("write")).isPresent()
                && scene.pipeline().steps().stream()
                        .anyMatch(s -> Value.text(dataset).equals(s.parameters().get("dataset")));
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
    }

    private static List<String> shared(FixScene scene, String step) {
        List<Wire> wires = scene.pipeline().inputsOf(step);
        List<String> shared = new ArrayList<>();
        if (wires.size() == 2) {
            scene.schema(wires.get(0))
                    .ifPresent(left ->
                            scene.schema(wires.get(1))
                                    .ifPresent(right ->
                                            left.names().stream()
                                                    .filter(n -> right.field(n).isPresent())
                                                    .forEach(shared::add)));
        }
        return shared;
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Text(String text) -> "'" + text + "'";
            case Value.Items(List<Value> items) -> shown(items.getFirst());
            case Value.Num _, Value.Bool _, Value.Entries _ -> "";
        };
    }
}

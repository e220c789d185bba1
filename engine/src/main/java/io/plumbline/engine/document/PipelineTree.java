package io.plumbline.engine.document;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the tree of a pipeline's file. Steps and their parameters keep their order.
final class PipelineTree {
    private static final int SHORT = 60;

    private PipelineTree() {}

    static Map<String, Object> of(Pipeline pipeline) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", 1);
        if (pipeline.description() != null) {
            tree.put("description", pipeline.description());
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        pipeline.parameters().forEach(p -> parameters.put(p.name(), parameter(p)));
        if (!parameters.isEmpty()) {
            tree.put("parameters", parameters);
        }
        List<Object> steps = new ArrayList<>();
        pipeline.steps().forEach(s -> steps.add(step(s, pipeline.inputsOf(s.id()))));
        tree.put("steps", steps);
        DrawingTree.put(pipeline.drawing(), tree);
        return tree;
    }

    private static Object parameter(PipelineParameter parameter) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", parameter.type().toString());
        String value = parameter.defaultValue();
        if (value == null || value.length() <= SHORT && value.indexOf('\n') < 0) {
            if (value != null) {
                tree.put("default", value.isEmpty() ? "" : Documents.plain(value));
            }
            return new Flow(tree);
        }
        tree.put("default", value);
        return tree;
    }

    private static Map<String, Object> step(StepSpec step, List<Wire> inputs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", step.id());
        tree.put("type", step.type());
        inputs(inputs, tree);
        step.parameters()
                .forEach((key, value) -> {
                    if (!PipelineDocument.STEP_KEYS.contains(key)) {
                        tree.put(key, Values.tree(value));
                    }
                });
        if (step.note() != null) {
            tree.put("note", step.note());
        }
        return tree;
    }

    /// One wire to the port `in` is an `input`; wires to `in1`, `in2`, … in order are a list; else
    /// ports are named.
    private static void inputs(List<Wire> wires, Map<String, Object> tree) {
        List<String> sources = wires.stream().map(w -> w.from().toString()).toList();
        List<String> ports = wires.stream().map(w -> w.to().port()).toList();
        if (ports.isEmpty()) {
            return;
        }
        if (ports.equals(List.of(PortRef.IN))) {
            tree.put("input", sources.getFirst());
            return;
        }
        List<String> numbered = new ArrayList<>();
        for (int i = 1; i <= ports.size(); i++) {
            numbered.add("in" + i);
        }
        if (ports.equals(numbered)) {
            tree.put("inputs", sources);
            return;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < ports.size(); i++) {
            named.put(ports.get(i), sources.get(i));
        }
        tree.put("inputs", ports.size() <= 3 ? new Flow(named) : named);
    }
}

package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/// Runs another pipeline as a step. The compiler puts the steps of that pipeline before it; it
/// hands on what their outputs give.
final class PipelineStep implements StepType {
    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String summary() {
        return "Runs another pipeline of the workspace as a step: hands rows to its input steps and"
                + " gives those of its output steps";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(
                Port.many(PortRef.IN, "one for each input step of the pipeline, by its id", 0));
    }

    @Override
    public List<Port> outputs() {
        return List.of(
                Port.one(
                        PortRef.OUT,
                        "the rows of its only output step; several are ports by their ids"));
    }

    @Override
    public boolean outputsOfEachStep() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("pipeline", ParameterKind.TEXT, "the pipeline to run"),
                Parameter.optional(
                        "params",
                        ParameterKind.PARAMETERS,
                        "values of its parameters; :name stands for a parameter of this pipeline"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM <pipeline>(in, …)";
    }

    @Override
    public StepPlan compile(StepContext context) {
        List<String> ports = context.inputPorts();
        if (ports.size() == 1) {
            return StepPlan.of(context.input(ports.getFirst()));
        }
        Map<String, RelNode> outputs = new LinkedHashMap<>();
        ports.forEach(p -> outputs.put(p, context.input(p)));
        return new StepPlan(outputs, Set.of(), List.of(), null);
    }
}

package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;

/// Runs a query over its inputs.
final class SqlStep implements StepType {
    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String summary() {
        return "Runs a query whose tables are the inputs, by the id of their step or the name of"
                + " the port";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(
                Port.many("in", "tables of the query, each by its step's id or its port", 0));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.required("query", ParameterKind.QUERY, "the query to run"));
    }

    @Override
    public String describe() {
        return "<query>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        return StepPlan.of(context.query("query"));
    }
}

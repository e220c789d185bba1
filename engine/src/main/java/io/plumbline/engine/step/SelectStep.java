package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/// Keeps columns, in the order given.
final class SelectStep implements StepType {
    @Override
    public String name() {
        return "select";
    }

    @Override
    public String summary() {
        return "Keeps the columns listed, in that order";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.required("columns", ParameterKind.COLUMNS, "the columns to keep"));
    }

    @Override
    public String describe() {
        return "SELECT <columns> FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        Columns columns = new Columns();
        context.indexes("columns", in).forEach(i -> columns.add(in, i));
        return StepPlan.of(columns.over(in));
    }
}

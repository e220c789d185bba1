package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/// Gives columns other names.
final class RenameStep implements StepType {
    @Override
    public String name() {
        return "rename";
    }

    @Override
    public String summary() {
        return "Gives columns other names and leaves all columns where they stand";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("columns", ParameterKind.RENAMES, "old name to new name"));
    }

    @Override
    public String describe() {
        return "SELECT <old name> AS <new name>, … FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<String> names = in.getRowType().getFieldNames();
        Columns columns = new Columns().addAll(in);
        context.arguments()
                .entries("columns")
                .forEach((old, fresh) ->
                        context.attempt(
                                        "columns." + old,
                                        _ -> Columns.index(names, old, "the input"))
                                .ifPresent(i -> columns.set(i, fresh, Columns.ref(in, i))));
        return StepPlan.of(columns.over(in));
    }
}

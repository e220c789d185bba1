package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;

/// Adds or replaces columns.
final class DeriveStep implements StepType {
    @Override
    public String name() {
        return "derive";
    }

    @Override
    public String summary() {
        return "Adds columns made by expressions over the input; a column that is there already is"
                + " replaced where it stands, and no expression sees another's result";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "columns",
                        ParameterKind.EXPRESSIONS,
                        "the columns, each by its expression"));
    }

    @Override
    public String describe() {
        return "SELECT *, <expression> AS <name>, … FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<String> there = in.getRowType().getFieldNames();
        Columns columns = new Columns().addAll(in);
        context.arguments()
                .entries("columns")
                .forEach((name, text) ->
                        context.attempt(
                                        "columns." + name,
                                        field -> context.expression(field, text, in))
                                .ifPresent(expression -> {
                                    OptionalInt old = Columns.find(there, name);
                                    if (old.isPresent()) {
                                        columns.set(old.orElseThrow(), name, expression);
                                    } else {
                                        columns.add(name, expression);
                                    }
                                }));
        return StepPlan.of(columns.over(in));
    }
}

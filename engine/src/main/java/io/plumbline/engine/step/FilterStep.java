package io.plumbline.engine.step;

import com.google.common.collect.ImmutableSet;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.sql.Correlations;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;

/// Keeps the rows that a condition holds for.
final class FilterStep implements StepType {
    @Override
    public String name() {
        return "filter";
    }

    @Override
    public String summary() {
        return "Keeps the rows that a condition holds for; a condition that is null drops the row";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "condition", ParameterKind.CONDITION, "what must hold for a row to stay"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM in WHERE <condition>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        String text = context.arguments().text("condition").orElseThrow();
        RexNode condition = context.condition("condition", text, in);
        return StepPlan.of(
                LogicalFilter.create(
                        in, condition, ImmutableSet.copyOf(Correlations.of(List.of(condition)))));
    }
}

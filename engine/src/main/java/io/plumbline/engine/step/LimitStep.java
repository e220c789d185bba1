package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rel.RelCollations;

/// Keeps a number of rows.
final class LimitStep implements StepType {
    @Override
    public String name() {
        return "limit";
    }

    @Override
    public String summary() {
        return "Keeps the first rows; which ones is open unless a sort step with a limit is used"
                + " instead";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("limit", ParameterKind.INTEGER, "how many rows to keep"),
                Parameter.optional("offset", ParameterKind.INTEGER, "how many rows to skip first"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM in LIMIT <limit> OFFSET <offset>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        return StepPlan.of(SortKeys.sort(context, context.input("in"), RelCollations.EMPTY));
    }
}

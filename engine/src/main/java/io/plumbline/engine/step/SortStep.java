package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/// Orders rows, and keeps the first ones if told so.
final class SortStep implements StepType {
    @Override
    public String name() {
        return "sort";
    }

    @Override
    public String summary() {
        return "Orders the rows, for what follows directly; with a limit keeps the first ones";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "by",
                        ParameterKind.SORT_KEYS,
                        "the columns to order by, each with asc or desc and nulls first or nulls"
                                + " last if wanted; ascending and nulls last when left out"),
                Parameter.optional("limit", ParameterKind.INTEGER, "how many rows to keep"),
                Parameter.optional("offset", ParameterKind.INTEGER, "how many rows to skip first"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM in ORDER BY <by> LIMIT <limit> OFFSET <offset>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        return StepPlan.of(SortKeys.sort(context, in, SortKeys.read(context, "by", in)));
    }
}

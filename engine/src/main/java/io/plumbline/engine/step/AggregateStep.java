package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;

/// Puts rows together to one per group.
final class AggregateStep implements StepType {
    @Override
    public String name() {
        return "aggregate";
    }

    @Override
    public String summary() {
        return "Makes one row of each group of rows; without group_by one row of all";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        "group_by",
                        ParameterKind.COLUMNS,
                        "the columns that rows of a group share; they come out first"),
                Parameter.optional(
                        "aggregates",
                        ParameterKind.EXPRESSIONS,
                        "the other columns, each by its expression over aggregate functions, such"
                                + " as SUM(amount)"));
    }

    @Override
    public String describe() {
        return "SELECT <group_by>, <expression> AS <name>, … FROM in GROUP BY <group_by>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        Map<String, String> aggregates = context.arguments().entries("aggregates");
        if (aggregates.isEmpty() && !context.arguments().has("group_by")) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_MISSING,
                    "Missing required parameter: 'aggregates' or 'group_by' of step type"
                            + " aggregate",
                    "Set 'aggregates' to " + ParameterKind.EXPRESSIONS.form());
        }
        List<Integer> keys = context.indexes("group_by", in);
        List<String> names = keys.stream().map(in.getRowType().getFieldNames()::get).toList();
        refuseDuplicates(context, names, aggregates);
        context.stopIfBroken();
        return StepPlan.of(context.aggregate("aggregates", "in", names, aggregates));
    }

    private static void refuseDuplicates(
            StepContext context, List<String> keys, Map<String, String> aggregates) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        seen.addAll(keys);
        for (String name : aggregates.keySet()) {
            if (!seen.add(name)) {
                context.report(
                        ErrorCode.COLUMN_DUPLICATE,
                        "Duplicate column: '" + name + "'",
                        "aggregates." + name,
                        "Give it another name; case does not tell names apart");
            }
        }
    }
}

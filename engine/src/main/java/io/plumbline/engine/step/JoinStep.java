package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.sql.Correlations;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexNode;

/// Pairs the rows of two inputs.
final class JoinStep implements StepType {
    private static final Parameter KIND =
            Parameter.choice(
                    "kind",
                    "which rows without a partner stay; semi keeps the left rows that have one, anti"
                            + " those that have none, each once and without right columns",
                    "inner",
                    "left",
                    "right",
                    "full",
                    "cross",
                    "semi",
                    "anti");

    @Override
    public String name() {
        return "join";
    }

    @Override
    public String summary() {
        return "Pairs the rows of two inputs; columns shared by name and listed in 'on' come out"
                + " once, first";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Port> inputs() {
        return List.of(
                Port.one("left", "the rows whose columns come first"),
                Port.one("right", "the rows to pair them with"));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                KIND,
                Parameter.optional(
                        "on",
                        ParameterKind.JOIN_ON,
                        "which rows belong together: the columns that both sides share, or a"
                                + " condition on left and right; needed unless the kind is cross"),
                Parameter.optional(
                        "suffix",
                        ParameterKind.TEXT,
                        "put behind the name of a right column that the left side has too"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM left <kind> JOIN right ON <on>; of kind semi: SELECT * FROM left WHERE"
                + " EXISTS (SELECT 1 FROM right WHERE <on>), of kind anti: WHERE NOT EXISTS";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode left = context.input("left");
        RelNode right = context.input("right");
        String kind = context.arguments().choice(KIND);
        boolean cross = kind.equals("cross");
        if (cross == context.arguments().has("on")) {
            throw new PlumblineException(on(context, cross));
        }
        List<String> shared = cross ? List.of() : shared(context);
        RexNode condition =
                cross
                        ? left.getCluster().getRexBuilder().makeLiteral(true)
                        : context.joinCondition(
                                "on", text(context, shared, left, right), left, right);
        JoinRelType type =
                cross ? JoinRelType.INNER : JoinRelType.valueOf(kind.toUpperCase(Locale.ROOT));
        Set<CorrelationId> outer = Correlations.of(List.of(condition));
        RelNode join = LogicalJoin.create(left, right, List.of(), condition, outer, type);
        if (!type.projectsRight()) {
            return StepPlan.of(join).keepingRows();
        }
        String suffix = context.arguments().text("suffix").orElse("");
        return StepPlan.of(new JoinColumns(left, right, join, type, shared, suffix).project());
    }

    private static io.plumbline.engine.error.Problem on(StepContext context, boolean cross) {
        return cross
                ? context.problem(
                        ErrorCode.PARAMETER_INVALID,
                        "Invalid on: a cross join pairs all rows (must be left out)",
                        "on",
                        "Leave out 'on', or choose another kind")
                : context.problem(
                        ErrorCode.PARAMETER_MISSING,
                        "Missing required parameter: 'on' of step type join",
                        "on",
                        "Set 'on' to " + ParameterKind.JOIN_ON.form() + ", or 'kind' to cross");
    }

    /// Returns the shared columns that `on` lists; none when it is a condition.
    private static List<String> shared(StepContext context) {
        Value on = context.arguments().value("on").orElseThrow();
        boolean oneColumn = on instanceof Value.Text(String text) && text.matches("\\s*\\w+\\s*");
        return on instanceof Value.Items || oneColumn
                ? context.arguments().texts("on").stream().map(String::strip).toList()
                : List.of();
    }

    private static String text(
            StepContext context, List<String> shared, RelNode left, RelNode right) {
        if (shared.isEmpty()) {
            return context.arguments().text("on").orElseThrow();
        }
        List<String> leftNames = left.getRowType().getFieldNames();
        List<String> rightNames = right.getRowType().getFieldNames();
        StringBuilder text = new StringBuilder();
        for (String name : shared) {
            context.attempt("on", _ -> Columns.index(leftNames, name, "the left input"))
                    .ifPresent(l ->
                            context.attempt(
                                            "on",
                                            _ -> Columns.index(rightNames, name, "the right input"))
                                    .ifPresent(r ->
                                            text.append(text.isEmpty() ? "" : " AND ")
                                                    .append("left.")
                                                    .append(Columns.quoted(leftNames.get(l)))
                                                    .append(" = right.")
                                                    .append(Columns.quoted(rightNames.get(r)))));
        }
        context.stopIfBroken();
        return text.toString();
    }
}

package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;

/// Adds columns computed over the rows around each row.
final class WindowStep implements StepType {
    @Override
    public String name() {
        return "window";
    }

    @Override
    public String summary() {
        return "Adds columns computed over the rows around each row: ranks, running totals, moving"
                + " averages, values of rows before and after";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        "partition_by",
                        ParameterKind.COLUMNS,
                        "the columns that rows which see each other share; all rows do when left"
                                + " out"),
                Parameter.optional(
                        "order_by",
                        ParameterKind.SORT_KEYS,
                        "the order in which they see each other; rows equal in it are in no order"),
                Parameter.optional(
                        "frame",
                        ParameterKind.TEXT,
                        "which rows an aggregate takes in, such as ROWS BETWEEN 6 PRECEDING AND"
                                + " CURRENT ROW or RANGE BETWEEN INTERVAL '7' DAY PRECEDING AND"
                                + " CURRENT ROW; all of the partition when left out without"
                                + " order_by, with it those up to the current row and its equals"),
                Parameter.required(
                        "columns",
                        ParameterKind.EXPRESSIONS,
                        "the columns, each by its expression over window functions without OVER,"
                                + " such as amount - LAG(amount)"));
    }

    @Override
    public String describe() {
        return "SELECT *, <expression> OVER (PARTITION BY <partition_by> ORDER BY <order_by> <frame>)"
                + " AS <name>, … FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<Integer> keys = context.indexes("partition_by", in);
        RelCollation order = SortKeys.read(context, "order_by", in);
        String frame = frame(context, order);
        context.stopIfBroken();
        String window = Windows.clause(in, keys, order) + frame;
        List<String> there = in.getRowType().getFieldNames();
        Columns columns = new Columns().addAll(in);
        context.arguments()
                .entries("columns")
                .forEach((name, text) ->
                        context.attempt(
                                        "columns." + name,
                                        field -> context.windowed(field, text, window, in))
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

    private static String frame(StepContext context, RelCollation order) {
        String frame = context.arguments().text("frame").orElse("");
        if (frame.isEmpty()) {
            return "";
        }
        context.attempt("frame", field -> context.frame(field, frame));
        if (order.getFieldCollations().isEmpty()) {
            throw new PlumblineException(
                    context.problem(
                            ErrorCode.PARAMETER_MISSING,
                            "Missing required parameter: 'order_by' of a window with a frame",
                            "order_by",
                            "Set 'order_by': a frame counts rows before and after in that order"));
        }
        return " " + frame;
    }
}

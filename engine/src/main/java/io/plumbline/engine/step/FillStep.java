package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Gives columns a value where they are null.
final class FillStep implements StepType {
    private static final String PREVIOUS = "previous";
    private static final String NEXT = "next";
    private static final String VALUE = "value";
    private static final String AVERAGE = "average";
    private static final Parameter METHOD =
            Parameter.choice(
                    "method",
                    "what a null becomes: the last value before it (previous), the first one after"
                            + " it (next), a fixed value, or the average of the column",
                    PREVIOUS,
                    NEXT,
                    VALUE,
                    AVERAGE);

    @Override
    public String name() {
        return "fill";
    }

    @Override
    public String summary() {
        return "Gives columns a value where they are null; columns keep their types";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("columns", ParameterKind.COLUMNS, "the columns to fill"),
                METHOD,
                Parameter.optional(
                        VALUE, ParameterKind.VALUE, "with method value: what a null becomes"),
                Parameter.optional(
                        "partition_by",
                        ParameterKind.COLUMNS,
                        "the columns that rows share which may lend each other values; all rows may"
                                + " when left out"),
                Parameter.optional(
                        "order_by",
                        ParameterKind.SORT_KEYS,
                        "with previous and next: the order of the rows"),
                Parameter.optional(
                        "limit",
                        ParameterKind.INTEGER,
                        "with previous and next: how many rows away the value may be at most"));
    }

    @Override
    public String describe() {
        return "SELECT COALESCE(<column>, LAST_VALUE(<column>) IGNORE NULLS OVER (PARTITION BY"
                + " <partition_by> ORDER BY <order_by> ROWS BETWEEN <limit> PRECEDING AND 1"
                + " PRECEDING)) AS <column>, … FROM in";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        String method = context.arguments().choice(METHOD);
        List<Integer> filled = context.indexes("columns", in);
        List<Integer> keys = context.indexes("partition_by", in);
        RelCollation order = SortKeys.read(context, "order_by", in);
        needs(context, VALUE, method.equals(VALUE), method);
        boolean ordered = method.equals(PREVIOUS) || method.equals(NEXT);
        needs(context, "order_by", ordered, method);
        if (!ordered) {
            refuse(context, "limit", method);
        }
        context.stopIfBroken();
        String window = Windows.clause(in, keys, order);
        Columns columns = new Columns().addAll(in);
        List<String> names = in.getRowType().getFieldNames();
        for (int i : filled) {
            context.attempt("columns", _ -> other(context, in, i, method, window))
                    .ifPresent(other -> columns.set(i, names.get(i), filled(in, i, other)));
        }
        return StepPlan.of(columns.over(in));
    }

    private static void needs(
            StepContext context, String parameter, boolean needed, String method) {
        if (!needed) {
            refuse(context, parameter, method);
        } else if (!context.arguments().has(parameter)) {
            context.report(
                    ErrorCode.PARAMETER_MISSING,
                    "Missing required parameter: '" + parameter + "' of method " + method,
                    parameter,
                    "Set '" + parameter + "', or choose another method");
        }
    }

    private static void refuse(StepContext context, String parameter, String method) {
        if (context.arguments().has(parameter)) {
            context.report(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid " + parameter + ": method " + method + " takes none",
                    parameter,
                    "Leave it out, or choose another method");
        }
    }

    private static RexNode other(
            StepContext context, RelNode in, int column, String method, String window) {
        String name = in.getRowType().getFieldNames().get(column);
        String quoted = Columns.quoted(name);
        Optional<String> limit = context.arguments().text("limit");
        String away = limit.orElse("UNBOUNDED");
        return switch (method) {
            case PREVIOUS ->
                    context.windowed(
                            "columns",
                            "LAST_VALUE(" + quoted + ") IGNORE NULLS",
                            window + " ROWS BETWEEN " + away + " PRECEDING AND 1 PRECEDING",
                            in);
            case NEXT ->
                    context.windowed(
                            "columns",
                            "FIRST_VALUE(" + quoted + ") IGNORE NULLS",
                            window + " ROWS BETWEEN 1 FOLLOWING AND " + away + " FOLLOWING",
                            in);
            case AVERAGE -> average(context, in, column, window);
            default -> value(context, in, column);
        };
    }

    private static RexNode average(StepContext context, RelNode in, int column, String window) {
        RelDataType type = in.getRowType().getFieldList().get(column).getType();
        String name = in.getRowType().getFieldNames().get(column);
        if (!SqlTypeUtil.isNumeric(type)) {
            throw PlumblineException.of(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot fill '" + name + "' with its average: it is " + type,
                    "Only numbers have one; choose another method");
        }
        return context.windowed("columns", "AVG(" + Columns.quoted(name) + ")", window, in);
    }

    private static RexNode value(StepContext context, RelNode in, int column) {
        RelDataType type = in.getRowType().getFieldList().get(column).getType();
        String name = in.getRowType().getFieldNames().get(column);
        String text = context.arguments().text(VALUE).orElseThrow();
        return Literals.of(in.getCluster().getRexBuilder(), type, text)
                .orElseThrow(() ->
                        new PlumblineException(
                                context.problem(
                                        ErrorCode.TYPE_MISMATCH,
                                        "Invalid value: '"
                                                + text
                                                + "' for '"
                                                + name
                                                + "' of type "
                                                + type,
                                        VALUE,
                                        "Write a value such as "
                                                + Literals.example(type.getSqlTypeName())
                                                + ", or fill the column in a step of its own")));
    }

    /// Returns the column where it is not null, else the other value in the column's type.
    private static RexNode filled(RelNode in, int column, RexNode other) {
        RexBuilder rex = in.getCluster().getRexBuilder();
        RelDataTypeFactory types = rex.getTypeFactory();
        RexNode own = Columns.ref(in, column);
        boolean nullable = own.getType().isNullable() && other.getType().isNullable();
        RelDataType type = types.createTypeWithNullability(own.getType(), nullable);
        RexNode there = rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, own);
        return rex.makeCall(
                type,
                SqlStdOperatorTable.CASE,
                List.of(there, rex.ensureType(type, own, true), rex.ensureType(type, other, true)));
    }
}

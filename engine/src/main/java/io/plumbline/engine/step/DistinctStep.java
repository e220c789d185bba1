package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/// Drops repeated rows, or keeps one row per key.
final class DistinctStep implements StepType {
    @Override
    public String name() {
        return "distinct";
    }

    @Override
    public String summary() {
        return "Drops repeated rows; with keys keeps one row per key, the first by an order";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        "on",
                        ParameterKind.COLUMNS,
                        "the columns that name a row; all columns when left out"),
                Parameter.optional(
                        "order_by",
                        ParameterKind.SORT_KEYS,
                        "with 'on': the order that decides which row of a key stays, the first"));
    }

    @Override
    public String describe() {
        return "SELECT DISTINCT * FROM in, or with <on>: SELECT * FROM in QUALIFY ROW_NUMBER() OVER"
                + " (PARTITION BY <on> ORDER BY <order_by>) = 1";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        boolean keyed = context.arguments().has("on");
        if (keyed != context.arguments().has("order_by")) {
            throw new PlumblineException(
                    context.problem(
                            ErrorCode.PARAMETER_MISSING,
                            "Missing required parameter: '" + (keyed ? "order_by" : "on") + "'",
                            keyed ? "order_by" : "on",
                            "Set 'on' and 'order_by' together: the first row of each key stays"));
        }
        if (!keyed) {
            ImmutableBitSet all = ImmutableBitSet.range(in.getRowType().getFieldCount());
            return StepPlan.of(LogicalAggregate.create(in, List.of(), all, null, List.of()))
                    .keepingRows();
        }
        List<Integer> keys = context.indexes("on", in);
        RelCollation order = SortKeys.read(context, "order_by", in);
        return StepPlan.of(firstOf(in, keys, order)).keepingRows();
    }

    /// Returns the first row of each key.
    static RelNode firstOf(RelNode in, List<Integer> keys, RelCollation order) {
        RexBuilder rex = in.getCluster().getRexBuilder();
        RexNode number = Windows.rowNumber(in, keys, order);
        RelNode numbered = new Columns().addAll(in).add("__row", number).over(in);
        int last = in.getRowType().getFieldCount();
        RexNode first =
                rex.makeCall(
                        SqlStdOperatorTable.EQUALS,
                        Columns.ref(numbered, last),
                        rex.makeExactLiteral(BigDecimal.ONE, number.getType()));
        RelNode kept = LogicalFilter.create(numbered, first);
        Columns columns = new Columns();
        for (int i = 0; i < last; i++) {
            columns.add(kept, i);
        }
        return columns.over(kept);
    }
}

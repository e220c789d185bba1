package io.plumbline.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/// Finds the columns that a join holds equal, also where one of them is a narrower number.
final class KeyPairs {
    private KeyPairs() {}

    /// Columns held equal, each counted on its own side from 0.
    record Pair(int left, int right) {}

    static List<Pair> of(Join join) {
        int width = join.getLeft().getRowType().getFieldCount();
        List<Pair> out = new ArrayList<>();
        for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
            if (part instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
                int one = column(call.getOperands().get(0));
                int other = column(call.getOperands().get(1));
                if (one >= 0 && other >= 0 && (one < width) != (other < width)) {
                    out.add(new Pair(Math.min(one, other), Math.max(one, other) - width));
                }
            }
        }
        return out;
    }

    private static int column(RexNode side) {
        return switch (side) {
            case RexInputRef ref -> ref.getIndex();
            case RexCall call when call.getKind() == SqlKind.CAST && RexUtil.isLosslessCast(call) ->
                    column(call.getOperands().getFirst());
            default -> -1;
        };
    }
}

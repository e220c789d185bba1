package io.plumbline.engine.plan;

import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/// Knows the conditions that cannot fail whatever row they are asked about, so that it does not
/// matter which other conditions were asked before.
final class HarmlessCondition {
    private static final Set<SqlKind> HARMLESS =
            Set.of(
                    SqlKind.AND,
                    SqlKind.OR,
                    SqlKind.NOT,
                    SqlKind.EQUALS,
                    SqlKind.NOT_EQUALS,
                    SqlKind.LESS_THAN,
                    SqlKind.LESS_THAN_OR_EQUAL,
                    SqlKind.GREATER_THAN,
                    SqlKind.GREATER_THAN_OR_EQUAL,
                    SqlKind.IS_NULL,
                    SqlKind.IS_NOT_NULL,
                    SqlKind.IS_TRUE,
                    SqlKind.IS_NOT_TRUE,
                    SqlKind.IS_FALSE,
                    SqlKind.IS_NOT_FALSE,
                    SqlKind.SEARCH,
                    SqlKind.LIKE);

    private HarmlessCondition() {}

    /// Returns whether it is one; conditions with sub-queries or columns of an outer query are not.
    static boolean is(RexNode condition) {
        return switch (condition) {
            case RexInputRef _, RexLiteral _ -> true;
            case RexCall call when HARMLESS.contains(call.getKind()) ->
                    call.getOperands().stream().allMatch(HarmlessCondition::is);
            case RexCall call when call.getKind() == SqlKind.CAST ->
                    RexUtil.isLosslessCast(call) && is(call.getOperands().getFirst());
            case RexCall call -> RexUtil.isConstant(call) && RexUtil.isDeterministic(call);
            default -> false;
        };
    }
}

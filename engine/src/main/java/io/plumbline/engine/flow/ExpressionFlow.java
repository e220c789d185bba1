package io.plumbline.engine.flow;

import io.plumbline.engine.sql.foreign.AnyFunction;
import io.plumbline.engine.sql.target.Windows;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// Follows the value of an expression to the columns it is made of.
final class ExpressionFlow {
    private final RelVisitor relations;
    private final Scope scope;
    private final ExpressionText text;

    ExpressionFlow(RelVisitor relations, Scope scope) {
        this.relations = relations;
        this.scope = scope;
        this.text = new ExpressionText(scope.names());
    }

    String text(RexNode expression) {
        return text.of(expression);
    }

    /// Follows a whole output expression: its text becomes the reason of what it changes.
    ValueFlow output(RexNode expression) {
        if (expression instanceof RexInputRef) {
            return value(expression);
        }
        ValueFlow flow = value(expression);
        // IDENTITY changes nothing but adds the reason
        return flow.then(How.IDENTITY, text(expression));
    }

    ValueFlow value(RexNode expression) {
        return switch (expression) {
            case RexInputRef ref -> scope.columns().get(ref.getIndex());
            case RexFieldAccess access -> fieldOf(access);
            case RexSubQuery sub -> subQuery(sub);
            case RexOver over -> over(over);
            case RexCall call when call.getKind() == SqlKind.CASE -> caseOf(call);
            case RexCall call when keepsValue(call) -> value(call.getOperands().getFirst());
            case RexCall call when isUnknown(call) -> combined(call.getOperands(), How.UNKNOWN);
            case RexCall call -> combined(call.getOperands(), How.TRANSFORMATION);
            default -> ValueFlow.none();
        };
    }

    /// Returns whether nobody knows what a function makes of its arguments.
    private static boolean isUnknown(RexCall call) {
        return call.getOperator() instanceof AnyFunction function && !function.isKnown();
    }

    /// Returns whether a call is a cast that changes nothing but whether null is allowed.
    private static boolean keepsValue(RexCall call) {
        return call.getKind() == SqlKind.CAST
                && SqlTypeUtil.equalSansNullability(
                        call.getType(), call.getOperands().getFirst().getType());
    }

    private ValueFlow combined(List<RexNode> operands, How how) {
        ValueFlow sum = ValueFlow.none();
        operands.forEach(o -> sum.merge(value(o).then(how, "")));
        return sum;
    }

    private ValueFlow fieldOf(RexFieldAccess access) {
        if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
            @Nullable Scope outer = relations.outer(variable.id);
            if (outer == null) {
                relations.reportUnknown("outer column " + access.getField().getName());
                return ValueFlow.none();
            }
            return outer.columns().get(access.getField().getIndex());
        }
        return value(access.getReferenceExpr()).then(How.TRANSFORMATION, "");
    }

    private ValueFlow caseOf(RexCall call) {
        @Nullable RexOver windowed = Windows.sumOf(call);
        if (windowed != null) {
            return over(windowed);
        }
        List<RexNode> operands = call.getOperands();
        ValueFlow sum = ValueFlow.none();
        for (int i = 0; i < operands.size(); i++) {
            RexNode operand = operands.get(i);
            boolean condition = i % 2 == 0 && i + 1 < operands.size();
            if (condition) {
                sum.own().addAll(value(operand).deciding(How.CONDITIONAL, text(operand)));
            } else {
                sum.merge(value(operand).then(How.TRANSFORMATION, ""));
            }
        }
        return sum;
    }

    private ValueFlow subQuery(RexSubQuery sub) {
        RelFlow inner = relations.followInside(sub.rel, scope);
        ValueFlow sum = ValueFlow.none();
        sum.own().addAll(inner.rows());
        switch (sub.getKind()) {
            case SCALAR_QUERY -> sum.merge(inner.columns().getFirst());
            case EXISTS, UNIQUE -> {}
            default -> {
                sum.merge(combined(sub.getOperands(), How.TRANSFORMATION));
                inner.columns().forEach(c -> sum.merge(c.then(How.TRANSFORMATION, "")));
            }
        }
        return sum;
    }

    private ValueFlow over(RexOver over) {
        How how =
                switch (over.getKind()) {
                    case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> How.TRANSFORMATION;
                    default -> How.AGGREGATION;
                };
        ValueFlow sum = combined(over.getOperands(), how);
        RexWindow window = over.getWindow();
        String reason = text(over);
        window.partitionKeys.forEach(k -> sum.own().addAll(value(k).deciding(How.WINDOW, reason)));
        window.orderKeys.forEach(k -> sum.own().addAll(value(k.left).deciding(How.WINDOW, reason)));
        return sum;
    }
}

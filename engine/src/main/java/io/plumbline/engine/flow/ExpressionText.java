package io.plumbline.engine.flow;

import io.plumbline.engine.sql.Types;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/// Writes expressions for people, with the names of columns.
final class ExpressionText {
    private static final RexBuilder REX = new RexBuilder(Types.factory());

    /// How much of a text is shown: a whole table may stand in one.
    private static final int SHOWN = 60;

    private final List<String> names;

    ExpressionText(List<String> names) {
        this.names = names;
    }

    String of(RexNode expression) {
        return switch (expression) {
            case RexInputRef ref ->
                    ref.getIndex() < names.size() ? names.get(ref.getIndex()) : ref.getName();
            case RexFieldAccess access ->
                    access.getReferenceExpr() instanceof RexCorrelVariable
                            ? access.getField().getName()
                            : of(access.getReferenceExpr()) + "." + access.getField().getName();
            case RexLiteral literal -> literal(literal);
            case RexSubQuery sub -> subQuery(sub);
            case RexOver over ->
                    function(over)
                            + (over.ignoreNulls() ? " IGNORE NULLS" : "")
                            + " OVER ("
                            + window(over)
                            + ")";
            case RexCall call -> call(call);
            default -> expression.toString();
        };
    }

    private static String literal(RexLiteral literal) {
        if (literal.isNull()) {
            return "NULL";
        }
        if (SqlTypeName.INTERVAL_TYPES.contains(literal.getTypeName())) {
            return interval(literal);
        }
        String text = literal.toString();
        int type = text.indexOf(text.startsWith("_UTF") ? "'" : ":");
        if (text.startsWith("_UTF")) {
            text = text.substring(type);
        }
        int suffix = text.lastIndexOf("':");
        if (suffix > 0) {
            text = text.substring(0, suffix + 1);
        }
        if (text.startsWith("'")) {
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 2) + "…'";
        }
        if (suffix > 0) {
            return text;
        }
        int colon = text.indexOf(':');
        return colon > 0 && !text.contains("-") ? text.substring(0, colon) : text;
    }

    private static String interval(RexLiteral literal) {
        BigDecimal size = Objects.requireNonNull(literal.getValueAs(BigDecimal.class));
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(literal.getTypeName())
                ? "INTERVAL '" + size.toPlainString() + "' MONTH"
                : "INTERVAL '"
                        + size.movePointLeft(3).stripTrailingZeros().toPlainString()
                        + "' SECOND";
    }

    private String call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        if (call.getKind() == SqlKind.CASE) {
            return caseText(operands);
        }
        if (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST) {
            return call.getOperator().getName()
                    + "("
                    + of(operands.getFirst())
                    + " AS "
                    + call.getType().getSqlTypeName()
                    + ")";
        }
        if (call.getKind() == SqlKind.SEARCH) {
            return of(RexUtil.expandSearch(REX, null, call));
        }
        return switch (call.getOperator()) {
            case SqlBinaryOperator op when operands.size() > 1 ->
                    operands.stream()
                            .map(this::operand)
                            .collect(Collectors.joining(" " + op.getName() + " "));
            case SqlPostfixOperator op -> operand(operands.getFirst()) + " " + op.getName();
            case SqlPrefixOperator op ->
                    op.getName()
                            + (op.getName().length() > 1 ? " " : "")
                            + operand(operands.getFirst());
            // a time and an interval
            case SqlOperator op when op.getName().matches("[+-]") && operands.size() == 2 ->
                    operand(operands.get(0)) + " " + op.getName() + " " + operand(operands.get(1));
            default -> call.getKind() == SqlKind.TRIM ? trim(operands) : function(call);
        };
    }

    private String trim(List<RexNode> operands) {
        String side = operands.getFirst().toString().replaceAll(".*\\((\\w+)\\).*", "$1");
        String what = of(operands.get(1));
        String value = of(operands.get(2));
        return side.equals("BOTH") && what.equals("' '")
                ? "TRIM(" + value + ")"
                : "TRIM(" + side + " " + what + " FROM " + value + ")";
    }

    private String operand(RexNode operand) {
        boolean nested =
                operand instanceof RexCall call
                        && call.getOperator() instanceof SqlBinaryOperator
                        && call.getOperands().size() > 1;
        return nested ? "(" + of(operand) + ")" : of(operand);
    }

    private String caseText(List<RexNode> operands) {
        StringBuilder out = new StringBuilder("CASE");
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            out.append(" WHEN ").append(of(operands.get(i)));
            out.append(" THEN ").append(of(operands.get(i + 1)));
        }
        return out.append(" ELSE ").append(of(operands.getLast())).append(" END").toString();
    }

    private String function(RexCall call) {
        String name = call.getOperator().getName();
        return (name.equals("$SUM0") ? "SUM" : name)
                + call.getOperands().stream()
                        .map(this::of)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private String window(RexOver over) {
        String partition =
                over.getWindow().partitionKeys.stream()
                        .map(this::of)
                        .collect(Collectors.joining(", "));
        String order =
                over.getWindow().orderKeys.stream()
                        .map(k -> of(k.left) + (k.getDirection().isDescending() ? " DESC" : ""))
                        .collect(Collectors.joining(", "));
        String left = partition.isEmpty() ? "" : "PARTITION BY " + partition;
        String right = order.isEmpty() ? "" : "ORDER BY " + order;
        return left + (left.isEmpty() || right.isEmpty() ? "" : " ") + right;
    }

    private String subQuery(RexSubQuery sub) {
        String operands =
                sub.getOperands().stream().map(this::of).collect(Collectors.joining(", "));
        return switch (sub.getKind()) {
            case SCALAR_QUERY -> "(sub-query)";
            case EXISTS -> "EXISTS (sub-query)";
            case IN -> operands + " IN (sub-query)";
            default -> operands + " " + sub.getOperator().getName() + " (sub-query)";
        };
    }
}

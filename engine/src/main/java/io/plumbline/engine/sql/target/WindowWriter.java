package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.FunctionTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlKind;

/// Writes window functions.
final class WindowWriter {
    private final Language language;
    private final Expressions expressions;

    WindowWriter(Language language, Expressions expressions) {
        this.language = language;
        this.expressions = expressions;
    }

    String write(RexOver over) {
        if (over.getKind() == SqlKind.SUM0) {
            return "coalesce(" + sum(over) + ", 0)";
        }
        if (FunctionTable.text(over.getAggOperator(), language.name()).isPresent()
                && language.analytic()
                && !over.isDistinct()) {
            String window = " OVER (" + window(over.getWindow(), true) + ")";
            List<String> arguments = expressions.all(over.getOperands());
            return Templates.aggregate(language.name(), over.getAggOperator(), arguments, window)
                    .orElseThrow();
        }
        String name = language.aggregate(over.getAggOperator(), types(over));
        return text(over, name, framed(over.getKind()));
    }

    /// Writes a SUM or `$SUM0` as the SUM that it was.
    String sum(RexOver over) {
        return text(over, language.aggregate(over.getAggOperator(), types(over)), true);
    }

    private static List<RelDataType> types(RexOver over) {
        return over.getOperands().stream().map(RexNode::getType).toList();
    }

    private String text(RexOver over, String name, boolean framed) {
        if (!language.analytic()) {
            throw language.refuse("a window function");
        }
        List<String> arguments = expressions.all(over.getOperands());
        boolean star = over.getKind() == SqlKind.COUNT && arguments.isEmpty();
        String text =
                name
                        + "("
                        + (over.isDistinct() ? "DISTINCT " : "")
                        + (star ? "*" : String.join(", ", arguments))
                        + (over.ignoreNulls() ? " IGNORE NULLS" : "")
                        + ") OVER ("
                        + window(over.getWindow(), framed)
                        + ")";
        String checked = language.checked(over.getAggOperator(), types(over), text);
        return switch (over.getKind()) {
            case SUM, SUM0, NTILE, RANK, DENSE_RANK, ROW_NUMBER ->
                    "CAST(" + checked + " AS " + language.type(over.getType()) + ")";
            default -> checked;
        };
    }

    private static boolean framed(SqlKind kind) {
        return switch (kind) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, LAG, LEAD -> false;
            default -> true;
        };
    }

    private String window(RexWindow window, boolean framed) {
        List<String> parts = new ArrayList<>();
        if (!window.partitionKeys.isEmpty()) {
            parts.add("PARTITION BY " + String.join(", ", expressions.all(window.partitionKeys)));
        }
        List<String> keys = new ArrayList<>();
        for (RexFieldCollation c : window.orderKeys) {
            String key = language.collated(expressions.write(c.left), c.left.getType());
            boolean down = c.getDirection().isDescending();
            boolean first =
                    switch (c.getNullDirection()) {
                        case FIRST -> true;
                        case LAST -> false;
                        case UNSPECIFIED -> down;
                    };
            keys.add(key + (down ? " DESC" : " ASC") + (first ? " NULLS FIRST" : " NULLS LAST"));
        }
        if (!keys.isEmpty()) {
            parts.add("ORDER BY " + String.join(", ", keys));
        }
        if (framed && (window.isRows() || !keys.isEmpty())) {
            parts.add(
                    (window.isRows() ? "ROWS" : "RANGE")
                            + " BETWEEN "
                            + bound(window.getLowerBound())
                            + " AND "
                            + bound(window.getUpperBound()));
        }
        return String.join(" ", parts);
    }

    private String bound(RexWindowBound bound) {
        if (bound.isCurrentRow()) {
            return "CURRENT ROW";
        }
        RexNode offset = bound.getOffset();
        String what = offset == null ? "UNBOUNDED" : expressions.write(offset);
        return what + (bound.isPreceding() ? " PRECEDING" : " FOLLOWING");
    }
}

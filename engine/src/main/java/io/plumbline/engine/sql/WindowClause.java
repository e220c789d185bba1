package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Gives every aggregate and window function of an expression the same window, where it has none of
/// its own.
final class WindowClause extends SqlShuttle {
    private static final Set<String> FUNCTIONS =
            Stream.concat(AggregateFunctions.all().stream(), StatisticsFunctions.all().stream())
                    .map(f -> f.name().toUpperCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());

    private final String text;
    private int given;

    private WindowClause(String text) {
        this.text = text;
    }

    /// Returns the expression over the window.
    ///
    /// @param text what stands in the parentheses behind OVER
    /// @throws PlumblineException with SQL_INVALID when the expression has no such function
    static SqlNode over(SqlNode expression, String text, String written) {
        WindowClause clause = new WindowClause(text);
        @Nullable SqlNode over = expression.accept(clause);
        if (over == null || clause.given == 0) {
            throw PlumblineException.of(
                    ErrorCode.SQL_INVALID,
                    "Invalid expression: '" + written.strip() + "' (must use a window function)",
                    "Write one such as SUM(amount), LAG(amount) or ROW_NUMBER()");
        }
        return over;
    }

    /// Returns the frame when it is one and nothing else.
    static String frame(String text) {
        try {
            SqlWindow window = parse("ORDER BY x " + text);
            if (window.getLowerBound() != null && window.getOrderList().size() == 1) {
                return text;
            }
        } catch (PlumblineException e) {
            // told below, in words that fit a frame
        }
        throw noFrame(text);
    }

    private static PlumblineException noFrame(String text) {
        return PlumblineException.of(
                ErrorCode.SQL_SYNTAX,
                "Invalid frame: '" + text + "'",
                "Write one such as ROWS BETWEEN 6 PRECEDING AND CURRENT ROW");
    }

    private static SqlWindow parse(String text) {
        SqlNode parsed = Planning.parseExpression("COUNT(*) OVER (" + text + ")");
        if (parsed.getKind() == SqlKind.OVER
                && ((SqlCall) parsed).operand(1) instanceof SqlWindow window) {
            return window;
        }
        throw noFrame(text);
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlSelect || call.getKind() == SqlKind.OVER) {
            given += call.getKind() == SqlKind.OVER ? 1 : 0;
            return call;
        }
        if (!takesWindow(call)) {
            return super.visit(call);
        }
        given++;
        // a tree of its own each time: the validator writes into it
        return SqlStdOperatorTable.OVER.createCall(call.getParserPosition(), call, parse(text));
    }

    private static boolean takesWindow(SqlCall call) {
        return switch (call.getKind()) {
            case FILTER, WITHIN_GROUP, WITHIN_DISTINCT, IGNORE_NULLS, RESPECT_NULLS -> true;
            default ->
                    call instanceof SqlBasicCall
                            && call.getOperator() instanceof SqlFunction f
                            && FUNCTIONS.contains(f.getName().toUpperCase(Locale.ROOT));
        };
    }
}

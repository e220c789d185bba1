package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Writes `SUM(x) FILTER (WHERE c) OVER (…)`, which Calcite does not know, as `SUM(CASE WHEN c THEN
/// x END) OVER (…)`: the same for aggregates that skip nulls.
final class WindowFilters extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<String> SKIP_NULLS =
            Set.of(
                    "COUNT",
                    "SUM",
                    "AVG",
                    "MIN",
                    "MAX",
                    "EVERY",
                    "SOME",
                    "BOOL_AND",
                    "BOOL_OR",
                    "STDDEV",
                    "STDDEV_POP",
                    "STDDEV_SAMP",
                    "VARIANCE",
                    "VAR_POP",
                    "VAR_SAMP");

    private WindowFilters() {}

    /// Changes the statement where it stands.
    static void replace(SqlNode statement) {
        statement.accept(new WindowFilters());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call.getKind() == SqlKind.OVER
                && call instanceof SqlBasicCall over
                && over.operand(0) instanceof SqlCall filter
                && filter.getKind() == SqlKind.FILTER) {
            over.setOperand(0, filtered(filter.operand(0), filter.operand(1)));
        }
        return super.visit(call);
    }

    private static SqlNode filtered(SqlCall aggregate, SqlNode condition) {
        String name = aggregate.getOperator().getName().toUpperCase(java.util.Locale.ROOT);
        List<SqlNode> arguments = aggregate.getOperandList();
        if (!SKIP_NULLS.contains(name) || arguments.size() != 1) {
            throw new PlumblineException(
                    Problem.error(
                            ErrorCode.SQL_UNSUPPORTED,
                            "Unsupported SQL: FILTER of " + name + " over a window",
                            StatementCheck.place(aggregate.getParserPosition()),
                            "Compute the condition in a CASE inside the function"));
        }
        SqlParserPos pos = aggregate.getParserPosition();
        SqlNode value = arguments.getFirst();
        boolean star = value instanceof SqlIdentifier id && id.isStar();
        SqlNode counted = star ? SqlLiteral.createExactNumeric("1", pos) : value;
        SqlNode chosen =
                new SqlCase(
                        pos,
                        null,
                        SqlNodeList.of(condition),
                        SqlNodeList.of(counted),
                        SqlLiteral.createNull(pos));
        return aggregate
                .getOperator()
                .createCall(aggregate.getFunctionQuantifier(), pos, List.of(chosen));
    }
}

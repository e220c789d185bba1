package io.plumbline.engine.sql.foreign;

import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Puts queries together of parts.
final class Selects {
    private Selects() {}

    static SqlSelect of(List<SqlNode> columns, SqlNode from, @Nullable SqlNode where) {
        return new SqlSelect(
                SqlParserPos.ZERO,
                null,
                new SqlNodeList(columns, SqlParserPos.ZERO),
                from,
                where,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static SqlNode named(SqlNode expression, String name) {
        SqlParserPos pos = expression.getParserPosition();
        return SqlStdOperatorTable.AS.createCall(pos, expression, new SqlIdentifier(name, pos));
    }

    static SqlNode table(List<String> path, @Nullable String alias) {
        SqlIdentifier table = new SqlIdentifier(path, SqlParserPos.ZERO);
        return named(table, alias == null ? path.getLast() : alias);
    }

    /// Returns both side by side; with a condition, the pairs that it holds for.
    static SqlNode join(SqlNode left, SqlNode right, @Nullable SqlNode condition) {
        SqlParserPos pos = SqlParserPos.ZERO;
        return new SqlJoin(
                pos,
                left,
                SqlLiteral.createBoolean(false, pos),
                (condition == null ? JoinType.CROSS : JoinType.INNER).symbol(pos),
                right,
                (condition == null ? JoinConditionType.NONE : JoinConditionType.ON).symbol(pos),
                condition);
    }
}

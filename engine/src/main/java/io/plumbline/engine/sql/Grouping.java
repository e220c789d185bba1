package io.plumbline.engine.sql;

import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/// A grouping of one relation, made of expressions that were written apart.
///
/// @param keys the columns that rows of a group share; none puts all rows into one group
/// @param expressions the other columns by name, over aggregate functions
public record Grouping(Relation relation, List<String> keys, Map<String, String> expressions) {
    private static final String NAME = "input";

    /// Returns the statement; every expression is parsed by itself, so that none can reach into
    /// another.
    ///
    /// @throws PlumblineException with line and column in the expression's text
    SqlNode statement(Map<String, ParameterValue> parameters) {
        SqlParserPos pos = SqlParserPos.ZERO;
        List<SqlNode> columns = new ArrayList<>();
        List<SqlNode> group = new ArrayList<>();
        for (String key : keys) {
            columns.add(new SqlIdentifier(List.of(NAME, key), pos));
            group.add(new SqlIdentifier(List.of(NAME, key), pos));
        }
        expressions.forEach((name, text) -> {
            SqlText.Looked looked = SqlText.expression(text);
            SqlNode parsed = Planning.parseExpression(looked.text());
            columns.add(
                    SqlStdOperatorTable.AS.createCall(
                            pos,
                            Parameters.set(parsed, looked.parameters(), parameters),
                            new SqlIdentifier(name, pos)));
        });
        if (group.isEmpty()) {
            group.add(SqlNodeList.EMPTY);
        }
        return new SqlSelect(
                pos,
                null,
                new SqlNodeList(columns, pos),
                SqlStdOperatorTable.AS.createCall(
                        pos, new SqlIdentifier(NAME, pos), new SqlIdentifier(NAME, pos)),
                null,
                new SqlNodeList(group, pos),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// Returns the catalog that knows the relation by the name it has in the statement.
    Catalog catalog() {
        return Catalog.named(Map.of(List.of(NAME), relation));
    }
}

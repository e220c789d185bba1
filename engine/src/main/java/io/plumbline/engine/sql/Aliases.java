package io.plumbline.engine.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Gives every table of a statement that has no alias its own name as alias: the path of the
/// relation behind it may end in another name, and must not become the name of its columns.
final class Aliases extends SqlBasicVisitor<@Nullable Void> {

    static void add(SqlNode statement) {
        statement.accept(new Aliases());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select && select.getFrom() != null) {
            select.setFrom(aliased(select.getFrom()));
        } else if (call instanceof SqlJoin join) {
            join.setLeft(aliased(join.getLeft()));
            join.setRight(aliased(join.getRight()));
        }
        return super.visit(call);
    }

    private static SqlNode aliased(SqlNode table) {
        if (!(table instanceof SqlIdentifier id)) {
            return table;
        }
        SqlParserPos pos = id.getParserPosition();
        SqlIdentifier name = new SqlIdentifier(id.names.getLast(), pos);
        return SqlStdOperatorTable.AS.createCall(pos, id, name);
    }
}

package io.plumbline.engine.quality;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Puts conditions together.
final class Conditions {
    private Conditions() {}

    static RexNode any(RexBuilder rex, List<RexNode> conditions) {
        return joined(rex, SqlStdOperatorTable.OR, conditions);
    }

    static RexNode all(RexBuilder rex, List<RexNode> conditions) {
        return joined(rex, SqlStdOperatorTable.AND, conditions);
    }

    private static RexNode joined(RexBuilder rex, SqlOperator operator, List<RexNode> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : rex.makeCall(operator, conditions);
    }
}

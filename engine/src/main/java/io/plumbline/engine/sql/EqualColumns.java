package io.plumbline.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Compiles the condition that most joins have, `left.a = right.b AND …` over columns of equal
/// types, without a validator: a pipeline has one for nearly every join, and most of its
/// compilation would be spent on them.
final class EqualColumns {
    private final Map<String, RelNode> inputs;

    private EqualColumns(Map<String, RelNode> inputs) {
        this.inputs = inputs;
    }

    /// Returns the condition; empty when it is anything else, or has a mistake to tell.
    ///
    /// @param inputs the two inputs by name, the columns of the second behind those of the first
    static Optional<RexNode> condition(SqlNode parsed, Map<String, RelNode> inputs) {
        List<RexNode> equalities = new ArrayList<>();
        boolean simple = inputs.size() == 2 && new EqualColumns(inputs).gather(parsed, equalities);
        if (!simple) {
            return Optional.empty();
        }
        RexBuilder rex = inputs.values().iterator().next().getCluster().getRexBuilder();
        return Optional.of(RexUtil.composeConjunction(rex, equalities));
    }

    private boolean gather(SqlNode node, List<RexNode> out) {
        if (!(node instanceof SqlBasicCall call) || call.operandCount() != 2) {
            return false;
        }
        if (call.getKind() == SqlKind.AND) {
            return gather(call.operand(0), out) && gather(call.operand(1), out);
        }
        Optional<RexNode> left = column(call.operand(0));
        Optional<RexNode> right = column(call.operand(1));
        if (call.getKind() != SqlKind.EQUALS || left.isEmpty() || right.isEmpty()) {
            return false;
        }
        RexNode a = left.orElseThrow();
        RexNode b = right.orElseThrow();
        RexBuilder rex = inputs.values().iterator().next().getCluster().getRexBuilder();
        if (!alike(rex.getTypeFactory(), a.getType(), b.getType())) {
            return false;
        }
        out.add(rex.makeCall(SqlStdOperatorTable.EQUALS, a, b));
        return true;
    }

    private static boolean alike(RelDataTypeFactory types, RelDataType a, RelDataType b) {
        return types.createTypeWithNullability(a, true)
                .equals(types.createTypeWithNullability(b, true));
    }

    /// Returns the column that `input.name` means; empty when there is no such one, or several.
    private Optional<RexNode> column(SqlNode node) {
        if (!(node instanceof SqlIdentifier id) || id.names.size() != 2 || id.isStar()) {
            return Optional.empty();
        }
        int before = 0;
        for (Map.Entry<String, RelNode> input : inputs.entrySet()) {
            List<String> names = input.getValue().getRowType().getFieldNames();
            if (input.getKey().equalsIgnoreCase(id.names.get(0))) {
                OptionalInt at = only(names, id.names.get(1));
                if (at.isEmpty()) {
                    return Optional.empty();
                }
                RelDataType type =
                        input.getValue()
                                .getRowType()
                                .getFieldList()
                                .get(at.orElseThrow())
                                .getType();
                RexBuilder rex = input.getValue().getCluster().getRexBuilder();
                return Optional.of(rex.makeInputRef(type, before + at.orElseThrow()));
            }
            before += names.size();
        }
        return Optional.empty();
    }

    private static OptionalInt only(List<String> names, String name) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                if (found >= 0) {
                    return OptionalInt.empty();
                }
                found = i;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }
}

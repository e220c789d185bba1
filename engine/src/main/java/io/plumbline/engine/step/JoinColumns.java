package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// The columns that leave a join: shared keys once, then the left side's others, then the right
/// side's, with a suffix where the left side has one of that name.
final class JoinColumns {
    private final RelNode join;
    private final JoinRelType type;
    private final List<String> leftNames;
    private final List<String> rightNames;
    private final List<String> shared;
    private final String suffix;

    JoinColumns(
            RelNode left,
            RelNode right,
            RelNode join,
            JoinRelType type,
            List<String> shared,
            String suffix) {
        this.join = join;
        this.type = type;
        this.leftNames = left.getRowType().getFieldNames();
        this.rightNames = right.getRowType().getFieldNames();
        this.shared = shared;
        this.suffix = suffix;
    }

    RelNode project() {
        Columns columns = new Columns();
        for (String name : shared) {
            int l = Columns.index(leftNames, name, "the left input");
            int r = Columns.index(rightNames, name, "the right input") + leftNames.size();
            columns.add(leftNames.get(l), key(l, r));
        }
        for (int i = 0; i < leftNames.size(); i++) {
            if (!isShared(leftNames.get(i))) {
                columns.add(leftNames.get(i), Columns.ref(join, i));
            }
        }
        List<String> clashes = new ArrayList<>();
        for (int i = 0; i < rightNames.size(); i++) {
            String name = rightNames.get(i);
            if (!isShared(name)) {
                boolean clash = Columns.find(leftNames, name).isPresent();
                if (clash) {
                    clashes.add(name);
                }
                columns.add(clash ? name + suffix : name, Columns.ref(join, leftNames.size() + i));
            }
        }
        if (suffix.isEmpty() && !clashes.isEmpty()) {
            throw clash(clashes);
        }
        return columns.over(join);
    }

    private static PlumblineException clash(List<String> names) {
        String listed = String.join("', '", names);
        return PlumblineException.of(
                ErrorCode.COLUMN_DUPLICATE,
                "Duplicate column: '" + listed + "' comes from both inputs",
                "Set suffix to a text such as _right to rename the right one, or drop or rename it"
                        + " before the join");
    }

    private boolean isShared(String name) {
        return !Columns.find(shared, name).equals(OptionalInt.empty());
    }

    private RexNode key(int left, int right) {
        return switch (type) {
            case RIGHT -> Columns.ref(join, right);
            case FULL -> merged(Columns.ref(join, left), Columns.ref(join, right));
            default -> Columns.ref(join, left);
        };
    }

    /// Returns the key of either side, whichever is there.
    private RexNode merged(RexNode left, RexNode right) {
        RexBuilder rex = join.getCluster().getRexBuilder();
        RelDataType common =
                rex.getTypeFactory().leastRestrictive(List.of(left.getType(), right.getType()));
        RelDataType target = common == null ? left.getType() : common;
        RexNode there = rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, left);
        return rex.makeCall(
                target,
                SqlStdOperatorTable.CASE,
                List.of(there, cast(rex, target, left), cast(rex, target, right)));
    }

    private static RexNode cast(RexBuilder rex, RelDataType target, RexNode value) {
        return rex.ensureType(target, value, false);
    }
}

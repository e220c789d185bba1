package io.plumbline.engine.flow;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// Casts that only make room: no value changes.
final class Widening {
    private Widening() {}

    /// Returns the column under such a cast, or the expression as it is.
    static RexNode without(RexNode expression) {
        return expression instanceof RexCall call
                        && call.getKind() == SqlKind.CAST
                        && call.getOperands().getFirst() instanceof RexInputRef column
                        && holds(call.getType(), column.getType())
                ? column
                : expression;
    }

    private static boolean holds(RelDataType wide, RelDataType narrow) {
        return switch (wide.getSqlTypeName()) {
            case VARCHAR ->
                    narrow.getSqlTypeName() == SqlTypeName.VARCHAR
                            && (wide.getPrecision() < 0
                                    || narrow.getPrecision() >= 0
                                            && narrow.getPrecision() <= wide.getPrecision());
            case SMALLINT, INTEGER, BIGINT ->
                    SqlTypeName.INT_TYPES.contains(narrow.getSqlTypeName())
                            && narrow.getPrecision() <= wide.getPrecision();
            case DECIMAL ->
                    SqlTypeName.EXACT_TYPES.contains(narrow.getSqlTypeName())
                            && narrow.getScale() <= wide.getScale()
                            && narrow.getPrecision() - narrow.getScale()
                                    <= wide.getPrecision() - wide.getScale();
            default -> false;
        };
    }
}

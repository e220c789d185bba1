package io.plumbline.engine.sql.target;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/// Sees through what Calcite makes of a windowed SUM.
public final class Windows {
    private Windows() {}

    /// Returns the sum of `CASE WHEN COUNT(x) OVER w > 0 THEN SUM(x) OVER w END`, written as SUM or
    /// `$SUM0`, else null.
    public static @Nullable RexOver sumOf(RexCall choice) {
        if (choice.getOperands().size() != 3
                || !(choice.getOperands().get(2) instanceof RexLiteral none && none.isNull())
                || !(choice.getOperands().get(0) instanceof RexCall test
                        && test.getKind() == SqlKind.GREATER_THAN)) {
            return null;
        }
        RexNode then = choice.getOperands().get(1);
        if (then instanceof RexCall cast && cast.getKind() == SqlKind.CAST) {
            then = cast.getOperands().getFirst();
        }
        return then instanceof RexOver sum
                        && (sum.getKind() == SqlKind.SUM0 || sum.getKind() == SqlKind.SUM)
                        && test.getOperands().getFirst() instanceof RexOver count
                        && count.getKind() == SqlKind.COUNT
                        && count.getWindow().equals(sum.getWindow())
                        && count.getOperands().equals(sum.getOperands())
                ? sum
                : null;
    }
}

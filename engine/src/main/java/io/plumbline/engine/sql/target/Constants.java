package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Sees that a plan is a list of constant rows, however Calcite spells it: a list of literals that
/// need casts is a union of one plan for each.
final class Constants {
    private Constants() {}

    /// Returns the rows, at least one; empty when the plan is anything else.
    static Optional<List<List<RexNode>>> rows(RelNode rel) {
        List<List<RexNode>> rows = new ArrayList<>();
        return gather(rel, rows) && !rows.isEmpty() ? Optional.of(rows) : Optional.empty();
    }

    private static boolean gather(RelNode rel, List<List<RexNode>> into) {
        return switch (rel) {
            case Values values -> {
                values.getTuples().forEach(t -> into.add(List.copyOf(t)));
                yield true;
            }
            case Project project -> {
                into.add(project.getProjects());
                yield project.getInput() instanceof Values one
                        && one.getTuples().size() == 1
                        && project.getProjects().stream().allMatch(Constants::isConstant);
            }
            case Union union when union.all ->
                    union.getInputs().stream().allMatch(i -> gather(i, into));
            default -> false;
        };
    }

    private static boolean isConstant(RexNode rex) {
        return rex instanceof RexLiteral
                || rex instanceof RexCall call
                        && (call.getKind() == SqlKind.CAST
                                || call.getKind() == SqlKind.MINUS_PREFIX)
                        && isConstant(call.getOperands().getFirst());
    }
}

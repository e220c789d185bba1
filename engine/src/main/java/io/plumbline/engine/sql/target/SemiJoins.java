package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/// Finds conditions `[NOT] EXISTS (…)` that are semi-joins and anti-joins: an engine runs those by
/// hashing, while a sub-query on top of joins may make it compute the sub-query for each distinct
/// outer row.
///
/// Both keep a row where some row of the other side makes the condition TRUE, so nothing changes by
/// nulls. Only comparisons of columns move into the join, as whatever may fail must not be computed
/// for rows that another condition leaves out.
final class SemiJoins {

    private SemiJoins() {}

    /// A condition as a join.
    ///
    /// @param anti whether rows with a match are left out instead of kept
    /// @param right the other side, which knows nothing of the outer row
    /// @param on comparisons of columns of the right side with fields of the outer row
    record SemiJoin(boolean anti, RelNode right, List<RexNode> on) {}

    /// Returns a condition as a join; empty when it is not one.
    ///
    /// @param outer the names by which sub-queries of the filter call its row
    static Optional<SemiJoin> of(RexNode condition, Set<CorrelationId> outer) {
        boolean anti = condition.isA(SqlKind.NOT);
        RexNode inner = anti ? ((RexCall) condition).getOperands().getFirst() : condition;
        if (!(inner instanceof RexSubQuery query) || query.getKind() != SqlKind.EXISTS) {
            return Optional.empty();
        }
        RelNode rel = query.rel;
        while (rel instanceof Project project && isPlain(project)) {
            rel = project.getInput();
        }
        return rel instanceof Filter filter && filter.getVariablesSet().isEmpty()
                ? of(anti, filter, outer)
                : Optional.empty();
    }

    private static Optional<SemiJoin> of(boolean anti, Filter filter, Set<CorrelationId> outer) {
        if (!RelOptUtil.getVariablesUsed(filter.getInput()).isEmpty()) {
            return Optional.empty();
        }
        List<RexNode> on = new ArrayList<>();
        List<RexNode> own = new ArrayList<>();
        for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
            if (!isOuter(part)) {
                own.add(part);
            } else if (part instanceof RexCall call && isComparison(call, outer)) {
                on.add(part);
            } else {
                return Optional.empty();
            }
        }
        if (on.stream().noneMatch(c -> c.isA(SqlKind.EQUALS))) {
            return Optional.empty();
        }
        RexBuilder builder = filter.getCluster().getRexBuilder();
        RelNode right =
                own.isEmpty()
                        ? filter.getInput()
                        : LogicalFilter.create(
                                filter.getInput(), RexUtil.composeConjunction(builder, own));
        return Optional.of(new SemiJoin(anti, right, on));
    }

    private static boolean isPlain(Project project) {
        return project.getProjects().stream()
                .allMatch(p -> p instanceof RexInputRef || p instanceof RexLiteral);
    }

    private static boolean isComparison(RexCall call, Set<CorrelationId> outer) {
        return SqlKind.COMPARISON.contains(call.getKind())
                && call.getOperands().stream().allMatch(o -> isColumn(o, outer));
    }

    private static boolean isColumn(RexNode rex, Set<CorrelationId> outer) {
        return switch (rex) {
            case RexInputRef _, RexLiteral _ -> true;
            case RexFieldAccess access ->
                    access.getReferenceExpr() instanceof RexCorrelVariable v
                            && outer.contains(v.id);
            case RexCall call ->
                    call.isA(SqlKind.CAST)
                            && RexUtil.isLosslessCast(call)
                            && isColumn(call.getOperands().getFirst(), outer);
            default -> false;
        };
    }

    /// Returns whether an expression depends on a row outside or on another query.
    private static boolean isOuter(RexNode rex) {
        Outer outer = new Outer();
        rex.accept(outer);
        return outer.found;
    }

    private static final class Outer extends RexShuttle {
        private boolean found;

        @Override
        public RexNode visitCorrelVariable(RexCorrelVariable variable) {
            found = true;
            return variable;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            found = true;
            return query;
        }

        @Override
        public RexNode visitOver(RexOver over) {
            found = true;
            return over;
        }
    }
}

package io.plumbline.engine.exec.proof;

import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.flow.SourceColumn;
import io.plumbline.engine.plan.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/// Finds the columns of relations that plans compare with each other, in joins and sub-queries.
public final class JoinKeys {
    private final Function<List<String>, @Nullable ColumnFlow> flows;
    private final Set<Pair> pairs = new LinkedHashSet<>();

    /// Two columns whose values are compared for equality.
    public record Pair(SourceColumn left, SourceColumn right) {}

    private JoinKeys(Function<List<String>, @Nullable ColumnFlow> flows) {
        this.flows = flows;
    }

    /// Returns the pairs of all plans.
    ///
    /// @param flows the flow behind a path that a plan makes, null for a relation
    static List<Pair> of(List<Unit> units, Function<List<String>, @Nullable ColumnFlow> flows) {
        JoinKeys keys = new JoinKeys(flows);
        units.forEach(u -> keys.visit(u.plan(), null));
        return List.copyOf(keys.pairs);
    }

    /// Visits a plan.
    ///
    /// @param outer the rows that a sub-query's outer columns are of
    private void visit(RelNode rel, @Nullable RelNode outer) {
        for (RelNode input : rel.getInputs()) {
            visit(input, outer);
        }
        RelNode scope = rel.getInputs().size() == 1 ? rel.getInput(0) : rel;
        rel.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitCall(RexCall call) {
                        if (call.getKind() == SqlKind.EQUALS) {
                            RexNode left = call.getOperands().get(0);
                            RexNode right = call.getOperands().get(1);
                            pair(sources(left, rel, outer), sources(right, rel, outer));
                        }
                        return super.visitCall(call);
                    }

                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        visit(query.rel, scope);
                        for (int i = 0; i < query.getOperands().size(); i++) {
                            pair(
                                    sources(query.getOperands().get(i), rel, outer),
                                    columns(query.rel, i));
                        }
                        return query;
                    }
                });
    }

    private List<SourceColumn> sources(RexNode expression, RelNode rel, @Nullable RelNode outer) {
        RexNode inner = expression;
        while (inner instanceof RexCall call && call.getKind() == SqlKind.CAST) {
            inner = call.getOperands().getFirst();
        }
        return switch (inner) {
            case RexInputRef ref -> input(rel, ref.getIndex());
            case RexFieldAccess access when outer != null ->
                    columns(outer, access.getField().getIndex());
            default -> List.of();
        };
    }

    private List<SourceColumn> input(RelNode rel, int column) {
        if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return column < left
                    ? columns(join.getLeft(), column)
                    : columns(join.getRight(), column - left);
        }
        return rel.getInputs().isEmpty() ? List.of() : columns(rel.getInput(0), column);
    }

    private List<SourceColumn> columns(RelNode rel, int column) {
        if (column >= rel.getRowType().getFieldCount()) {
            return List.of();
        }
        List<SourceColumn> out = new ArrayList<>();
        for (Influence i : ColumnFlow.of(rel).columns().get(column).direct()) {
            ColumnFlow behind = flows.apply(i.from().relation());
            if (behind == null) {
                out.add(i.from());
            } else {
                behind.column(i.from().column())
                        .ifPresent(c -> c.direct().forEach(d -> out.add(d.from())));
            }
        }
        return out;
    }

    private void pair(List<SourceColumn> left, List<SourceColumn> right) {
        if (left.size() == 1 && right.size() == 1 && !left.equals(right)) {
            pairs.add(new Pair(left.getFirst(), right.getFirst()));
        }
    }
}

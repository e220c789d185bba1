package io.plumbline.engine.plan;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.sql.SqlKind;

/// Finds which columns of each scanned relation a plan needs to give the columns asked for, in
/// sub-queries too. Where it does not know an operator, it needs all.
final class ColumnUse {
    private final Map<List<String>, BitSet> used = new LinkedHashMap<>();
    private final Map<List<String>, Integer> times = new HashMap<>();
    private final Set<List<String>> inSubQueries = new HashSet<>();
    private int subQuery;
    private final Map<CorrelationId, BitSet> correlated = new HashMap<>();

    private ColumnUse() {}

    /// Returns the positions used of each relation scanned; a relation of which nothing but the
    /// number of rows matters is there with an empty set.
    ///
    /// @param required the positions of the plan's columns that are asked for
    static Map<List<String>, BitSet> of(RelNode plan, BitSet required) {
        return in(plan, required).used;
    }

    /// Returns all that is known of a plan's use of what it scans.
    static ColumnUse in(RelNode plan, BitSet required) {
        ColumnUse use = new ColumnUse();
        use.correlations(plan);
        use.visit(plan, required);
        return use;
    }

    /// Returns the positions used of each relation scanned.
    Map<List<String>, BitSet> columns() {
        return used;
    }

    /// Returns how often the plan scans a relation.
    int times(List<String> path) {
        return times.getOrDefault(path, 0);
    }

    /// Returns whether a sub-query within an expression scans a relation.
    boolean isInSubQuery(List<String> path) {
        return inSubQueries.contains(path);
    }

    /// Returns positions 0 to n - 1.
    static BitSet all(int n) {
        BitSet out = new BitSet(n);
        out.set(0, n);
        return out;
    }

    private void correlations(RelNode rel) {
        rel.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitFieldAccess(RexFieldAccess access) {
                        if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
                            correlated
                                    .computeIfAbsent(variable.id, _ -> new BitSet())
                                    .set(access.getField().getIndex());
                        }
                        return super.visitFieldAccess(access);
                    }

                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        correlations(query.rel);
                        return super.visitSubQuery(query);
                    }
                });
        rel.getInputs().forEach(this::correlations);
    }

    private void visit(RelNode rel, BitSet required) {
        BitSet outer = outer(rel.getVariablesSet());
        switch (rel) {
            case TableScan scan -> {
                // the rows of a recursion's last round are no relation of the catalog
                if (scan.getTable().unwrap(TransientTable.class) == null) {
                    List<String> path = scan.getTable().getQualifiedName();
                    used.computeIfAbsent(path, _ -> new BitSet()).or(required);
                    times.merge(path, 1, Integer::sum);
                    if (subQuery > 0) {
                        inSubQueries.add(path);
                    }
                }
            }
            case Project project -> {
                required.stream().forEach(i -> refs(project.getProjects().get(i), outer));
                project.getProjects().forEach(this::subQueries);
                visit(project.getInput(), outer);
            }
            case Filter filter -> {
                outer.or(required);
                refs(filter.getCondition(), outer);
                subQueries(filter.getCondition());
                visit(filter.getInput(), outer);
            }
            case Join join -> join(join, required, outer);
            case Correlate correlate -> {
                int left = correlate.getLeft().getRowType().getFieldCount();
                BitSet forLeft = required.get(0, left);
                forLeft.or(outer(Set.of(correlate.getCorrelationId())));
                correlate.getRequiredColumns().forEach(forLeft::set);
                visit(correlate.getLeft(), forLeft);
                visit(correlate.getRight(), everything(correlate.getRight()));
            }
            case Aggregate aggregate -> visit(aggregate.getInput(), grouped(aggregate));
            case Sort sort -> {
                BitSet needed = (BitSet) required.clone();
                sort.getCollation().getKeys().forEach(needed::set);
                visit(sort.getInput(), needed);
            }
            case SetOp set -> {
                boolean byPlace = set instanceof Union && set.all;
                for (RelNode input : set.getInputs()) {
                    visit(input, byPlace ? (BitSet) required.clone() : everything(input));
                }
            }
            case Values _ -> {}
            default -> unknown(rel);
        }
    }

    private void join(Join join, BitSet required, BitSet outer) {
        int left = join.getLeft().getRowType().getFieldCount();
        int all = left + join.getRight().getRowType().getFieldCount();
        BitSet needed = (BitSet) required.clone();
        needed.or(outer);
        if (join.getClass().getSimpleName().contains("Asof")) {
            needed.set(0, all);
        }
        refs(join.getCondition(), needed);
        subQueries(join.getCondition());
        visit(join.getLeft(), needed.get(0, left));
        visit(join.getRight(), needed.get(left, all));
    }

    private static BitSet grouped(Aggregate aggregate) {
        BitSet needed = new BitSet();
        aggregate.getGroupSet().forEach(needed::set);
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getArgList().forEach(needed::set);
            if (call.filterArg >= 0) {
                needed.set(call.filterArg);
            }
            call.getCollation().getKeys().forEach(needed::set);
            if (call.distinctKeys != null) {
                call.distinctKeys.forEach(needed::set);
            }
        }
        return needed;
    }

    private void unknown(RelNode rel) {
        rel.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        visit(query);
                        return super.visitSubQuery(query);
                    }
                });
        rel.getInputs().forEach(i -> visit(i, everything(i)));
    }

    private void visit(RexSubQuery query) {
        boolean rowsAlone = query.getKind() == SqlKind.EXISTS;
        subQuery++;
        visit(query.rel, rowsAlone ? new BitSet() : everything(query.rel));
        subQuery--;
    }

    private BitSet outer(Set<CorrelationId> ids) {
        BitSet out = new BitSet();
        ids.forEach(id -> out.or(correlated.getOrDefault(id, new BitSet())));
        return out;
    }

    private static BitSet everything(RelNode rel) {
        return all(rel.getRowType().getFieldCount());
    }

    private static void refs(RexNode expression, BitSet into) {
        expression.accept(
                new RexVisitorImpl<Void>(true) {
                    @Override
                    public Void visitInputRef(RexInputRef ref) {
                        into.set(ref.getIndex());
                        return super.visitInputRef(ref);
                    }
                });
    }

    private void subQueries(RexNode expression) {
        expression.accept(
                new RexVisitorImpl<Void>(true) {
                    @Override
                    public Void visitSubQuery(RexSubQuery query) {
                        visit(query);
                        return super.visitSubQuery(query);
                    }
                });
    }
}

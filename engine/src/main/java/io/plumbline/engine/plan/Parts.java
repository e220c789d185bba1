package io.plumbline.engine.plan;

import io.plumbline.engine.spi.SqlSystem;
import io.plumbline.engine.sql.Types;
import io.plumbline.engine.sql.target.TargetDialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/// Takes out of a plan that no single source runs the largest parts that one does. Each becomes a
/// plan of its own under a path `["part", step, number]`, with a scan in its place.
final class Parts {
    private static final String PART = "part";

    private final Function<List<String>, @Nullable SqlSystem> systems;
    private final Function<SqlSystem, TargetDialect> dialects;
    private final Unit unit;
    private final List<Unit> found = new ArrayList<>();
    private final List<SqlSystem> places = new ArrayList<>();
    private final Set<String> refusals = new java.util.LinkedHashSet<>();

    private Parts(
            Unit unit,
            Function<List<String>, @Nullable SqlSystem> systems,
            Function<SqlSystem, TargetDialect> dialects) {
        this.unit = unit;
        this.systems = systems;
        this.dialects = dialects;
    }

    /// A plan without its parts.
    ///
    /// @param parts the parts, in the order of their scans
    /// @param places the system that runs each part
    /// @param refusals why a system does not run more, each an operator and the reason
    record Taken(Unit rest, List<Unit> parts, List<SqlSystem> places, List<String> refusals) {}

    /// Takes out the parts.
    static Taken of(
            Unit unit,
            Function<List<String>, @Nullable SqlSystem> systems,
            Function<SqlSystem, TargetDialect> dialects) {
        Parts parts = new Parts(unit, systems, dialects);
        RelNode rest = parts.rewritten(unit.plan());
        return new Taken(
                new Unit(unit.path(), rest, unit.schema(), unit.movable()),
                List.copyOf(parts.found),
                List.copyOf(parts.places),
                List.copyOf(parts.refusals));
    }

    /// Returns whether a path names a part.
    static boolean isPart(List<String> path) {
        return path.size() == 3 && path.getFirst().equals(PART);
    }

    private RelNode rewritten(RelNode plan) {
        return without(grouped(FilterDescent.of(plan)));
    }

    private RelNode without(RelNode rel) {
        if (bare(rel)) {
            return rel;
        }
        Optional<SqlSystem> place = place(rel);
        if (place.isPresent()) {
            Optional<String> refusal = dialects.apply(place.orElseThrow()).refusal(rel);
            if (refusal.isEmpty()) {
                return taken(rel, place.orElseThrow());
            }
            refusals.add(operator(rel) + ": " + refusal.orElseThrow());
        } else if (!worthwhile(rel) && inputsOfOneSystem(rel)) {
            refusals.add(operator(rel) + ": without a key it makes more rows than it takes");
        }
        RelNode over = rel.accept(subQueries());
        List<RelNode> inputs = over.getInputs().stream().map(this::without).toList();
        return inputs.equals(over.getInputs()) ? over : over.copy(over.getTraitSet(), inputs);
    }

    private static String operator(RelNode rel) {
        return rel.getRelTypeName().replace("Logical", "").toLowerCase(Locale.ROOT);
    }

    /// Returns whether each input would run where the others do.
    private boolean inputsOfOneSystem(RelNode rel) {
        List<Optional<SqlSystem>> places = rel.getInputs().stream().map(this::place).toList();
        return !places.isEmpty()
                && places.stream()
                        .allMatch(p ->
                                p.isPresent()
                                        && p.orElseThrow()
                                                .connectionName()
                                                .equals(
                                                        places.getFirst()
                                                                .orElseThrow()
                                                                .connectionName()));
    }

    private RexShuttle subQueries() {
        return new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                RelNode inner = rewritten(query.rel);
                return inner == query.rel ? query : query.clone(inner);
            }
        };
    }

    private RelNode taken(RelNode rel, SqlSystem system) {
        String number = String.valueOf(found.size() + 1);
        List<String> path = List.of(PART, unit.path().get(unit.path().size() > 1 ? 1 : 0), number);
        List<String> distinct =
                unit.path().size() > 2 && !unit.path().get(2).equals("out")
                        ? List.of(PART, path.get(1), unit.path().get(2) + " " + number)
                        : path;
        found.add(new Unit(distinct, rel, Types.schemaOf(rel.getRowType()), true));
        places.add(system);
        return LogicalTableScan.create(
                rel.getCluster(),
                RelOptTableImpl.create(
                        null,
                        rel.getRowType(),
                        distinct,
                        (org.apache.calcite.linq4j.tree.Expression) null),
                List.of());
    }

    /// Returns whether there is nothing to run but to hand over columns.
    private static boolean bare(RelNode rel) {
        return switch (rel) {
            case TableScan _ -> true;
            case Project project -> project.isMapping() && bare(project.getInput());
            case Sort sort -> sort.fetch == null && sort.offset == null && bare(sort.getInput());
            default -> false;
        };
    }

    /// Returns the one system where all that a plan scans lives, when it is worth running there.
    private Optional<SqlSystem> place(RelNode rel) {
        SqlSystem place = null;
        for (List<String> path : Unit.scanned(rel)) {
            SqlSystem system = systems.apply(path);
            boolean other =
                    place != null
                            && system != null
                            && !place.connectionName().equals(system.connectionName());
            if (system == null || other) {
                return Optional.empty();
            }
            place = system;
        }
        return place == null || !worthwhile(rel) || !closed(rel)
                ? Optional.empty()
                : Optional.of(place);
    }

    /// A join without a key makes more rows than it takes.
    private static boolean worthwhile(RelNode rel) {
        boolean here =
                switch (rel) {
                    case Join join -> join instanceof LogicalJoin && !KeyPairs.of(join).isEmpty();
                    case Correlate _ -> false;
                    default -> true;
                };
        return here && rel.getInputs().stream().allMatch(Parts::worthwhile);
    }

    /// Returns whether a plan names no column of a query around it.
    private static boolean closed(RelNode rel) {
        Set<CorrelationId> used = new HashSet<>();
        Set<CorrelationId> known = new HashSet<>();
        correlations(rel, used, known);
        return known.containsAll(used);
    }

    private static void correlations(
            RelNode rel, Set<CorrelationId> used, Set<CorrelationId> known) {
        known.addAll(rel.getVariablesSet());
        rel.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                        used.add(variable.id);
                        return variable;
                    }

                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        correlations(query.rel, used, known);
                        return super.visitSubQuery(query);
                    }
                });
        rel.getInputs().forEach(i -> correlations(i, used, known));
    }

    /// Joins relations of one system first: `(x JOIN a) JOIN b` becomes `x JOIN (a JOIN b)` where
    /// the last condition does not speak of `x`; the columns stay in their order.
    private RelNode grouped(RelNode rel) {
        List<RelNode> inputs = rel.getInputs().stream().map(this::grouped).toList();
        RelNode over = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
        if (!(over instanceof LogicalJoin outer)
                || !(outer.getLeft() instanceof LogicalJoin inner)
                || outer.getJoinType() != JoinRelType.INNER
                || inner.getJoinType() != JoinRelType.INNER
                || place(outer.getLeft()).isPresent()) {
            return over;
        }
        int before = inner.getLeft().getRowType().getFieldCount();
        var used = org.apache.calcite.plan.RelOptUtil.InputFinder.bits(outer.getCondition());
        if (used.isEmpty() || used.nextSetBit(0) < before || !plain(outer) || !plain(inner)) {
            return over;
        }
        RelNode late =
                LogicalJoin.create(
                        inner.getRight(),
                        outer.getRight(),
                        List.of(),
                        org.apache.calcite.rex.RexUtil.shift(outer.getCondition(), -before),
                        Set.of(),
                        JoinRelType.INNER);
        if (place(late).isEmpty()) {
            return over;
        }
        return LogicalJoin.create(
                inner.getLeft(),
                late,
                List.of(),
                inner.getCondition(),
                Set.of(),
                JoinRelType.INNER);
    }

    private static boolean plain(Join join) {
        return join.getVariablesSet().isEmpty() && HarmlessCondition.is(join.getCondition());
    }
}

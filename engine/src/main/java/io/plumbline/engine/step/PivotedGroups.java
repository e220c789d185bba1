package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/// Expressions over aggregates of all rows, made into expressions over the groups of some columns,
/// once for each of some conditions, whose aggregates then see only the rows for which it holds.
final class PivotedGroups {
    private final Aggregate aggregate;
    private final RelNode source;
    private final List<RexNode> rows;
    private final RexBuilder rex;
    private final List<RexNode> expressions;
    private final Map<Integer, Integer> columns = new HashMap<>();
    private final List<Integer> keys = new ArrayList<>();
    private final List<Integer> calls;

    /// Takes the aggregation apart.
    ///
    /// @param all the expressions over aggregates, then `ANY_VALUE` of each of the columns needed
    /// @param needed columns of the aggregation's own input: those to group by, and one more
    PivotedGroups(RelNode all, int expressions, List<Integer> needed) {
        this.rex = all.getCluster().getRexBuilder();
        RelNode below = all instanceof Project p ? p.getInput() : all;
        if (!(below instanceof Aggregate found)) {
            throw PlumblineException.of(
                    ErrorCode.SQL_UNSUPPORTED,
                    "Cannot pivot these aggregates: they are no expressions over a grouping",
                    "Write them without queries inside");
        }
        this.aggregate = found;
        // a constant that an aggregate takes must be seen as one
        boolean projected = found.getInput() instanceof Project;
        this.source = projected ? found.getInput().getInput(0) : found.getInput();
        this.rows =
                found.getInput() instanceof Project p ? p.getProjects() : refs(found.getInput());
        List<RexNode> projects = all instanceof Project p ? p.getProjects() : refs(found);
        this.expressions = projects.subList(0, expressions);
        for (int i = 0; i < needed.size(); i++) {
            int call = ((RexInputRef) projects.get(expressions + i)).getIndex();
            int column = found.getAggCallList().get(call).getArgList().getFirst();
            columns.put(needed.get(i), column);
            if (i < needed.size() - 1) {
                keys.add(column);
            }
        }
        TreeSet<Integer> used = new TreeSet<>();
        this.expressions.forEach(e ->
                e.accept(
                        new RexShuttle() {
                            @Override
                            public RexNode visitInputRef(RexInputRef ref) {
                                used.add(ref.getIndex());
                                return ref;
                            }
                        }));
        this.calls = List.copyOf(used);
    }

    private static List<RexNode> refs(RelNode rel) {
        return IntStream.range(0, rel.getRowType().getFieldCount())
                .mapToObj(i -> Columns.ref(rel, i))
                .toList();
    }

    /// Returns the groups.
    ///
    /// @param names of the keys, then of the expressions for the first condition, and so on
    /// @param flags the conditions, over the columns needed
    /// @param where the condition of rows to take, over the columns needed; null for all
    RelNode pivoted(List<String> names, List<RexNode> flags, @Nullable RexNode where) {
        RelNode kept = where == null ? source : LogicalFilter.create(source, mapped(where));
        Columns flagged = new Columns();
        for (int i = 0; i < rows.size(); i++) {
            flagged.add(aggregate.getInput().getRowType().getFieldNames().get(i), rows.get(i));
        }
        List<Integer> filters = new ArrayList<>();
        for (RexNode flag : flags) {
            for (int call : calls) {
                filters.add(filter(flagged, flag, aggregate.getAggCallList().get(call)));
            }
        }
        RelNode input = flagged.over(kept);
        List<AggregateCall> made = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            AggregateCall call = aggregate.getAggCallList().get(calls.get(i % calls.size()));
            made.add(call.withFilter(filters.get(i)).withName("$f" + (keys.size() + i)));
        }
        ImmutableBitSet group = ImmutableBitSet.of(keys);
        RelNode grouped = LogicalAggregate.create(input, List.of(), group, null, made);
        Columns out = new Columns();
        for (int i = 0; i < keys.size(); i++) {
            out.add(names.get(i), Columns.ref(grouped, group.indexOf(keys.get(i))));
        }
        for (int i = 0; i < flags.size() * expressions.size(); i++) {
            int first = group.cardinality() + i / expressions.size() * calls.size();
            RexNode expression = expressions.get(i % expressions.size());
            out.add(names.get(keys.size() + i), shifted(grouped, expression, first));
        }
        return out.over(grouped);
    }

    /// Adds the condition that an aggregate takes rows by, and returns its place.
    private int filter(Columns flagged, RexNode flag, AggregateCall call) {
        RexNode own = mapped(flag);
        RexNode both =
                call.filterArg < 0
                        ? own
                        : rex.makeCall(SqlStdOperatorTable.AND, rows.get(call.filterArg), own);
        return flagged.placeOf(both);
    }

    private RexNode mapped(RexNode condition) {
        return condition.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef ref) {
                        return rows.get(Objects.requireNonNull(columns.get(ref.getIndex())));
                    }
                });
    }

    private RexNode shifted(RelNode grouped, RexNode expression, int first) {
        return expression.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitInputRef(RexInputRef ref) {
                        return Columns.ref(grouped, first + calls.indexOf(ref.getIndex()));
                    }
                });
    }
}

package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/// The aggregations that stand more than once in a plan, such as those of a WITH item that is used
/// twice: Calcite writes it out at each use, and an engine would compute it as often.
///
/// Nothing that depends on a row outside, on a recursion's round, or on chance is shared.
final class SharedPlans {
    /// Nothing is shared.
    static final SharedPlans NONE = new SharedPlans();

    private final Map<RelNode, String> names = new LinkedHashMap<>();
    private final List<RelNode> found = new ArrayList<>();

    private SharedPlans() {}

    /// Finds what stands more than once.
    static SharedPlans of(RelNode root) {
        SharedPlans shared = new SharedPlans();
        shared.collect(root);
        for (int i = 0; i < shared.found.size(); i++) {
            RelNode one = shared.found.get(i);
            for (int j = i + 1; j < shared.found.size() && shared.name(one) == null; j++) {
                if (one.deepEquals(shared.found.get(j)) && isShareable(one)) {
                    shared.names.put(one, "\"shared " + (shared.names.size() + 1) + "\"");
                }
            }
        }
        shared.found.clear();
        return shared;
    }

    private static boolean isShareable(RelNode rel) {
        return RelOptUtil.getVariablesUsed(rel).isEmpty() && isFixed(rel);
    }

    /// Returns the quoted name of a plan that is shared; null when it is not.
    @Nullable String name(RelNode rel) {
        if (!(rel instanceof Aggregate) || names.isEmpty()) {
            return null;
        }
        return names.entrySet().stream()
                .filter(e -> e.getKey().deepEquals(rel))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void collect(RelNode rel) {
        if (rel instanceof Aggregate aggregate && !aggregate.getGroupSet().isEmpty()) {
            found.add(rel);
        }
        if (rel instanceof RepeatUnion) {
            return;
        }
        rel.accept(new SubQueries());
        rel.getInputs().forEach(this::collect);
    }

    /// Returns whether the plan has the same rows however often it is computed.
    private static boolean isFixed(RelNode rel) {
        if (rel instanceof RepeatUnion) {
            return false;
        }
        Chance chance = new Chance();
        rel.accept(chance);
        return !chance.found && rel.getInputs().stream().allMatch(SharedPlans::isFixed);
    }

    /// Looks for calls that give another value each time.
    private static final class Chance extends RexShuttle {
        private boolean found;

        @Override
        public RexNode visitCall(RexCall call) {
            found |= !call.getOperator().isDeterministic();
            return super.visitCall(call);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            found |= !isFixed(query.rel);
            return super.visitSubQuery(query);
        }
    }

    private final class SubQueries extends RexShuttle {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            collect(query.rel);
            return super.visitSubQuery(query);
        }
    }
}

package io.plumbline.engine.sql;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/// Finds the rows that the sub-queries of expressions ask for from outside.
public final class Correlations {
    private final Set<CorrelationId> asked = new LinkedHashSet<>();
    private final Set<CorrelationId> answered = new LinkedHashSet<>();

    private Correlations() {}

    /// Returns the variables that stand for the row that the expressions are computed on: the
    /// operator that holds them must declare them.
    public static Set<CorrelationId> of(Collection<RexNode> expressions) {
        Correlations found = new Correlations();
        Finder finder = found.new Finder();
        expressions.forEach(e -> e.accept(finder));
        found.asked.removeAll(found.answered);
        return Set.copyOf(found.asked);
    }

    private void visit(RelNode rel, Finder finder) {
        answered.addAll(rel.getVariablesSet());
        rel.accept(finder);
        rel.getInputs().forEach(i -> visit(i, finder));
    }

    private final class Finder extends RexShuttle {
        @Override
        public RexNode visitCorrelVariable(RexCorrelVariable variable) {
            asked.add(variable.id);
            return super.visitCorrelVariable(variable);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            visit(query.rel, this);
            return super.visitSubQuery(query);
        }
    }
}

package io.plumbline.engine.exec.proof;

import com.google.common.collect.Range;
import io.plumbline.engine.plan.Unit;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/// Collects the constants of plans as texts: values that decide something when a row has them.
final class Literals extends RexShuttle {
    private final Set<String> found = new LinkedHashSet<>();

    private Literals() {}

    /// Returns the constants, numbers with their neighbours.
    static List<String> of(List<Unit> units) {
        Literals literals = new Literals();
        units.forEach(u -> literals.visit(u.plan()));
        return List.copyOf(literals.found);
    }

    private void visit(RelNode rel) {
        rel.getInputs().forEach(this::visit);
        if (rel instanceof Values values) {
            values.getTuples().forEach(row -> row.forEach(this::visitLiteral));
        }
        rel.accept(this);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        visit(query.rel);
        return super.visitSubQuery(query);
    }

    @Override
    public RexNode visitLiteral(RexLiteral literal) {
        if (literal.getValue() instanceof Sarg<?> sarg) {
            for (Range<?> range : sarg.rangeSet.asRanges()) {
                add(range.hasLowerBound() ? range.lowerEndpoint() : null);
                add(range.hasUpperBound() ? range.upperEndpoint() : null);
            }
        } else {
            add(literal.getValue());
        }
        return literal;
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case BigDecimal n -> {
                found.add(n.toPlainString());
                found.add(n.add(BigDecimal.ONE).toPlainString());
                found.add(n.subtract(BigDecimal.ONE).toPlainString());
            }
            case NlsString text -> found.add(text.getValue());
            case null -> {}
            default -> found.add(value.toString());
        }
    }
}

package io.plumbline.engine.flow;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;

/// Follows an aggregation: keys group every column, each call's arguments feed its own column.
final class AggregateFlow {
    private final Aggregate aggregate;
    private final RelFlow input;
    private final List<String> names;

    AggregateFlow(Aggregate aggregate, RelFlow input) {
        this.aggregate = aggregate;
        this.input = input;
        this.names = ColumnTexts.of(aggregate.getInput());
    }

    RelFlow flow() {
        Influences keys = Influences.none();
        List<ValueFlow> columns = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            ValueFlow value = input.columns().get(key);
            keys.addAll(value.deciding(How.GROUP_BY, "GROUP BY " + names.get(key)));
            columns.add(value);
        }
        aggregate.getAggCallList().forEach(c -> columns.add(call(c)));
        return new RelFlow(columns, input.rows()).decidedBy(keys);
    }

    private ValueFlow call(AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        ValueFlow sum = ValueFlow.none();
        String text = ColumnTexts.call(aggregate, call);
        List<Integer> arguments = call.getArgList();
        for (int i = 0; i < arguments.size(); i++) {
            ValueFlow argument = input.columns().get(arguments.get(i));
            boolean decides = i > 0 && (kind == SqlKind.ARG_MAX || kind == SqlKind.ARG_MIN);
            if (decides) {
                sum.own().addAll(argument.deciding(How.CONDITIONAL, text));
            } else if (!tellsOfGroups(kind)) {
                sum.merge(argument.then(How.AGGREGATION, text));
            }
        }
        if (call.filterArg >= 0) {
            ValueFlow filter = input.columns().get(call.filterArg);
            sum.own().addAll(filter.deciding(How.FILTER, text));
        }
        for (int key : call.getCollation().getKeys()) {
            sum.own().addAll(input.columns().get(key).deciding(How.SORT, text));
        }
        if (call.distinctKeys != null) {
            for (int key : call.distinctKeys) {
                sum.own().addAll(input.columns().get(key).deciding(How.GROUP_BY, text));
            }
        }
        return sum;
    }

    private static boolean tellsOfGroups(SqlKind kind) {
        return kind == SqlKind.GROUPING || kind == SqlKind.GROUPING_ID || kind == SqlKind.GROUP_ID;
    }
}

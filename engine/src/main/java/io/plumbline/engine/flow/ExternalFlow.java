package io.plumbline.engine.flow;

import io.plumbline.engine.sql.ExternalCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The flow through a program: what was declared of it. What was not is unknown, from every column
/// that it was given.
///
/// @param input the flow of the rows that it was given
record ExternalFlow(ExternalCall call, RelFlow input) {

    /// Returns the flow of the program's rows.
    ///
    /// @param unknown told of each column without a declared flow
    RelFlow flow(Consumer<String> unknown) {
        String text = "program " + call.name();
        List<ValueFlow> columns = new ArrayList<>();
        for (String name : call.getRowType().getFieldNames()) {
            List<String> from = call.terms().flow().get(name);
            if (from == null) {
                unknown.accept("column " + name + " of " + text + ": its flow is not declared");
            }
            columns.add(column(from, text));
        }
        Influences rows = Influences.none().addAll(input.rows());
        if (!call.oneToOne()) {
            input.columns().forEach(c -> rows.addAll(c.deciding(How.FILTER, text)));
        }
        return new RelFlow(columns, rows);
    }

    private ValueFlow column(@org.jspecify.annotations.Nullable List<String> from, String text) {
        ValueFlow out = ValueFlow.none();
        List<String> names = call.getInput().getRowType().getFieldNames();
        for (int i = 0; i < names.size(); i++) {
            if (from == null) {
                out.merge(input.columns().get(i).then(How.UNKNOWN, text));
            } else if (from.contains(names.get(i))) {
                out.merge(input.columns().get(i).then(How.TRANSFORMATION, text));
            }
        }
        return out;
    }
}

package io.plumbline.engine.flow;

import java.util.ArrayList;
import java.util.List;

/// Where a relation's columns come from and what decides which rows it has.
record RelFlow(List<ValueFlow> columns, Influences rows) {

    /// Returns both relations side by side.
    RelFlow beside(RelFlow right) {
        List<ValueFlow> both = new ArrayList<>(columns);
        both.addAll(right.columns);
        return new RelFlow(both, Influences.none().addAll(rows).addAll(right.rows));
    }

    /// Returns the rows of both under the columns of this one.
    RelFlow union(RelFlow other) {
        List<ValueFlow> merged = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ValueFlow column = ValueFlow.none();
            column.merge(columns.get(i));
            column.merge(other.columns.get(i));
            merged.add(column);
        }
        return new RelFlow(merged, Influences.none().addAll(rows).addAll(other.rows));
    }

    /// Returns this relation with more influences on its rows.
    RelFlow decidedBy(Influences more) {
        return new RelFlow(columns, Influences.none().addAll(rows).addAll(more));
    }

    /// Returns how many influences there are.
    int size() {
        return rows.size()
                + columns.stream().mapToInt(c -> c.direct().size() + c.own().size()).sum();
    }
}

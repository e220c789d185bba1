package io.plumbline.engine.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/// The column flow of a plan: found on the plan as converted, before any optimisation, sub-queries
/// included.
///
/// @param columns the output columns, in order
/// @param rows what decides which rows the output has; stands on every column
/// @param relations the paths of the relations scanned, in the order met
/// @param unknown what could not be followed, such as a table function
public record ColumnFlow(
        List<Column> columns,
        List<Influence> rows,
        List<List<String>> relations,
        List<String> unknown) {

    /// Where an output column comes from.
    ///
    /// @param direct the columns whose values it is made of
    /// @param own what influences this column and not the others: the conditions of a CASE, the
    ///   keys of a window, a FILTER clause, what decides a scalar sub-query
    public record Column(String name, List<Influence> direct, List<Influence> own) {
        /// Copies the lists.
        public Column {
            direct = List.copyOf(direct);
            own = List.copyOf(own);
        }
    }

    /// Copies the lists.
    public ColumnFlow {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        relations = List.copyOf(relations);
        unknown = List.copyOf(unknown);
    }

    /// Follows the columns of a plan.
    public static ColumnFlow of(RelNode plan) {
        RelVisitor visitor = new RelVisitor();
        RelFlow flow = visitor.follow(plan);
        List<String> names = plan.getRowType().getFieldNames();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ValueFlow value = flow.columns().get(i);
            columns.add(new Column(names.get(i), value.direct().list(), value.own().list()));
        }
        return new ColumnFlow(columns, flow.rows().list(), visitor.relations(), visitor.unknown());
    }

    /// Returns the column of that name, case ignored.
    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }

    /// Returns everything that influences a column without being part of its value: what is its
    /// own, then what decides about rows.
    public List<Influence> indirect(Column column) {
        return Influences.of(column.own())
                .addAll(Influences.of(rows))
                .list(i -> i.how() != How.PRESENCE);
    }
}

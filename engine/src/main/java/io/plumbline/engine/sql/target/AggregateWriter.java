package io.plumbline.engine.sql.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/// Writes the calls of one aggregation.
final class AggregateWriter {
    private final Language language;
    private final PlanWriter plans;
    private final Aggregate aggregate;
    private final List<String> columns;

    AggregateWriter(
            Language language, PlanWriter plans, Aggregate aggregate, List<String> columns) {
        this.language = language;
        this.plans = plans;
        this.aggregate = aggregate;
        this.columns = columns;
    }

    String groupBy() {
        ImmutableBitSet keys = aggregate.getGroupSet();
        if (aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", texts(keys));
        }
        List<String> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            sets.add("(" + String.join(", ", texts(set)) + ")");
        }
        return " GROUP BY GROUPING SETS (" + String.join(", ", sets) + ")";
    }

    private List<String> texts(ImmutableBitSet set) {
        return set.toList().stream().map(columns::get).toList();
    }

    String write(AggregateCall call) {
        SqlKind kind = call.getAggregation().getKind();
        List<RelDataTypeField> fields = aggregate.getInput().getRowType().getFieldList();
        List<RelDataType> types =
                call.getArgList().stream().map(i -> fields.get(i).getType()).toList();
        List<String> arguments = call.getArgList().stream().map(this::argument).toList();
        String filter =
                call.filterArg < 0 ? "" : " FILTER (WHERE " + columns.get(call.filterArg) + ")";
        Optional<String> own =
                Templates.aggregate(language.name(), call.getAggregation(), arguments, filter);
        if (own.isPresent() && !call.isDistinct()) {
            return own.orElseThrow();
        }
        String name = language.aggregate(call.getAggregation(), types);
        if (call.isDistinct() && arguments.size() > 1) {
            throw language.refuse(name + " of several distinct columns");
        }
        String order = order(call, fields);
        String distinct = call.isDistinct() ? "DISTINCT " : "";
        String text =
                switch (kind) {
                    case COUNT -> name + "(" + distinct + counted(arguments) + ")";
                    case LISTAGG -> listed(name, distinct, arguments, order);
                    case PERCENTILE_CONT, PERCENTILE_DISC ->
                            name + "(" + arguments.getFirst() + ") WITHIN GROUP (" + order + ")";
                    default -> name + "(" + distinct + String.join(", ", arguments) + ")";
                };
        return typed(
                kind,
                language.checked(call.getAggregation(), types, text + filter),
                call.getType());
    }

    private static String counted(List<String> arguments) {
        if (arguments.size() < 2) {
            return arguments.isEmpty() ? "*" : arguments.getFirst();
        }
        List<String> nulls = arguments.stream().map(a -> a + " IS NOT NULL").toList();
        return "CASE WHEN " + String.join(" AND ", nulls) + " THEN 1 END";
    }

    private static String listed(
            String name, String distinct, List<String> arguments, String order) {
        String separator = arguments.size() > 1 ? arguments.get(1) : "''";
        return name
                + "("
                + distinct
                + arguments.getFirst()
                + ", "
                + separator
                + (order.isEmpty() ? "" : " " + order)
                + ")";
    }

    private String order(AggregateCall call, List<RelDataTypeField> fields) {
        List<String> keys = new ArrayList<>();
        for (RelFieldCollation c : call.getCollation().getFieldCollations()) {
            RelDataType type = fields.get(c.getFieldIndex()).getType();
            keys.add(PlanWriter.order(language.collated(columns.get(c.getFieldIndex()), type), c));
        }
        return keys.isEmpty() ? "" : "ORDER BY " + String.join(", ", keys);
    }

    /// Returns an argument; a constant that the plan computes beneath is written as one.
    private String argument(int index) {
        if (aggregate.getInput() instanceof Project p
                && p.getProjects().get(index) instanceof RexLiteral) {
            return new Expressions(language, plans, List.of()).write(p.getProjects().get(index));
        }
        return columns.get(index);
    }

    private String typed(SqlKind kind, String text, RelDataType type) {
        return switch (kind) {
            case COUNT, MIN, MAX, LISTAGG, ANY_VALUE, PERCENTILE_DISC -> text;
            default ->
                    switch (type.getSqlTypeName()) {
                        case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, FLOAT ->
                                "CAST(" + text + " AS " + language.type(type) + ")";
                        default -> text;
                    };
        };
    }
}

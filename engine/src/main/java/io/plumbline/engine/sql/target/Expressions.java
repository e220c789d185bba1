package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/// Writes expressions over the columns in sight.
final class Expressions {
    private static final RexBuilder BUILDER = new RexBuilder(Types.factory());

    /// How many alternatives an IN is worth: two comparisons of a column prune files as well.
    private static final int LIST = 3;

    private final Language language;
    private final PlanWriter plans;
    private final List<String> columns;

    Expressions(Language language, PlanWriter plans, List<String> columns) {
        this.language = language;
        this.plans = plans;
        this.columns = columns;
    }

    String write(RexNode rex) {
        String text = unchecked(rex);
        return rex instanceof RexCall call && !(rex instanceof RexOver)
                ? language.checked(call, text)
                : text;
    }

    private String unchecked(RexNode rex) {
        return switch (rex) {
            case RexInputRef r -> columns.get(r.getIndex());
            case RexLiteral r -> language.literal(r);
            case RexFieldAccess r -> access(r);
            case RexSubQuery r -> subQuery(r);
            case RexOver r -> new WindowWriter(language, this).write(r);
            case RexCall r -> call(r);
            default -> throw language.refuse(rex.getClass().getSimpleName());
        };
    }

    List<String> all(List<RexNode> list) {
        return list.stream().map(this::write).toList();
    }

    private String access(RexFieldAccess access) {
        if (access.getReferenceExpr() instanceof RexCorrelVariable v) {
            List<String> outer = plans.correlated(v.id);
            if (outer != null) {
                return outer.get(access.getField().getIndex());
            }
        }
        throw language.refuse("a field of a row");
    }

    private String call(RexCall call) {
        return switch (call.getKind()) {
            case AND -> chain(call, " AND ");
            case OR -> either(call);
            case CASE -> choice(call);
            case CAST -> {
                RexNode of = call.getOperands().getFirst();
                yield language.cast(write(of), of.getType(), call.getType());
            }
            case SEARCH -> write(RexUtil.expandSearch(BUILDER, null, call));
            case ROW -> "(" + String.join(", ", all(call.getOperands())) + ")";
            default -> language.call(call, operands(call));
        };
    }

    private List<String> operands(RexCall call) {
        boolean shown = language.carries(call);
        return call.getOperands().stream()
                .map(o -> shown && language.carries(o) ? unchecked(o) : write(o))
                .toList();
    }

    private String chain(RexCall call, String word) {
        List<RexNode> flat = new ArrayList<>();
        flatten(call, call.getKind(), flat);
        return "(" + String.join(word, all(flat)) + ")";
    }

    /// One value that is any of several literals is computed once, by IN.
    private String either(RexCall call) {
        List<RexNode> flat = new ArrayList<>();
        flatten(call, SqlKind.OR, flat);
        List<String> texts = all(flat);
        if (flat.size() >= LIST && literalsOfOne(flat)) {
            String same = "(" + write(((RexCall) flat.getFirst()).getOperands().getFirst()) + " = ";
            if (texts.stream().allMatch(t -> t.startsWith(same) && t.endsWith(")"))) {
                String values =
                        texts.stream()
                                .map(t -> t.substring(same.length(), t.length() - 1))
                                .collect(Collectors.joining(", "));
                return same.substring(0, same.length() - 2) + "IN (" + values + "))";
            }
        }
        return "(" + String.join(" OR ", texts) + ")";
    }

    /// Returns whether each is an equality of the same value and a literal of the same type.
    private static boolean literalsOfOne(List<RexNode> alternatives) {
        return alternatives.getFirst() instanceof RexCall first
                && alternatives.stream()
                        .allMatch(a ->
                                a instanceof RexCall call
                                        && call.getKind() == SqlKind.EQUALS
                                        && call.getOperands()
                                                .get(0)
                                                .equals(first.getOperands().get(0))
                                        && call.getOperands().get(1) instanceof RexLiteral literal
                                        && typeOf(literal) == typeOf(first.getOperands().getLast()))
                && RexUtil.isDeterministic(first);
    }

    private static SqlTypeName typeOf(RexNode rex) {
        return rex.getType().getSqlTypeName();
    }

    private static void flatten(RexNode rex, SqlKind kind, List<RexNode> out) {
        if (rex instanceof RexCall call && call.getKind() == kind) {
            call.getOperands().forEach(o -> flatten(o, kind, out));
        } else {
            out.add(rex);
        }
    }

    private String choice(RexCall call) {
        List<RexNode> o = call.getOperands();
        RexOver sum = Windows.sumOf(call);
        if (sum != null) {
            return language.cast(
                    new WindowWriter(language, this).sum(sum), sum.getType(), call.getType());
        }
        StringBuilder out = new StringBuilder("CASE");
        for (int i = 0; i + 1 < o.size(); i += 2) {
            out.append(" WHEN ").append(write(o.get(i)));
            out.append(" THEN ").append(write(o.get(i + 1)));
        }
        return out.append(" ELSE ").append(write(o.getLast())).append(" END").toString();
    }

    private String subQuery(RexSubQuery query) {
        return switch (query.getKind()) {
            case EXISTS -> "EXISTS (" + plans.nested(query.rel) + ")";
            case SCALAR_QUERY -> "(" + plans.nested(query.rel) + ")";
            case IN -> in(query);
            case SOME -> {
                SqlQuantifyOperator op = (SqlQuantifyOperator) query.getOperator();
                if (query.getOperands().size() > 1) {
                    throw language.refuse("a quantified comparison of rows");
                }
                yield "("
                        + write(query.getOperands().getFirst())
                        + " "
                        + op.comparisonKind.sql
                        + " ANY ("
                        + plans.nested(query.rel)
                        + "))";
            }
            default -> throw language.refuse(query.getKind().toString());
        };
    }

    private String in(RexSubQuery query) {
        List<String> left = all(query.getOperands());
        if (left.size() == 1) {
            Optional<List<List<RexNode>>> list = Constants.rows(query.rel);
            if (list.isPresent()) {
                List<RexNode> values = list.orElseThrow().stream().map(List::getFirst).toList();
                return "(" + left.getFirst() + " IN (" + String.join(", ", all(values)) + "))";
            }
            return "(" + left.getFirst() + " IN (" + plans.nested(query.rel) + "))";
        }
        // rows that hold nulls: found, else unknown where a null may be what is looked for
        String found = exists(query, left, false);
        boolean nulls =
                query.getOperands().stream().anyMatch(o -> o.getType().isNullable())
                        || query.rel.getRowType().getFieldList().stream()
                                .anyMatch(f -> f.getType().isNullable());
        return nulls
                ? "CASE WHEN "
                        + found
                        + " THEN TRUE WHEN "
                        + exists(query, left, true)
                        + " THEN NULL ELSE FALSE END"
                : found;
    }

    private String exists(RexSubQuery query, List<String> left, boolean maybe) {
        Block block = plans.write(query.rel);
        String alias = "q";
        List<String> names = PlanWriter.inner(query.rel.getRowType());
        List<String> tests = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            String test = left.get(i) + " = " + alias + "." + names.get(i);
            tests.add(maybe ? "((" + test + ") IS NOT FALSE)" : "(" + test + ")");
        }
        return "EXISTS (SELECT 1 FROM ("
                + block.text(names)
                + ") AS "
                + alias
                + " WHERE "
                + String.join(" AND ", tests)
                + ")";
    }

    /// Returns whether a type is text.
    static boolean isText(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case CHAR, VARCHAR -> true;
            default -> false;
        };
    }
}

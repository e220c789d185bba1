package io.plumbline.engine.sql.target;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// A source system: only what surely means the same there, all else is refused and runs here.
final class Strict implements Language {
    private final String name;
    private final DuckDb plain = new DuckDb(false);

    Strict(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void admit(RelNode rel) {
        if (rel instanceof Join join && join.getJoinType() == JoinRelType.FULL) {
            // PostgreSQL takes no other conditions there, H2 takes none
            if (!postgres() || !join.analyzeCondition().isEqui()) {
                throw refuse(postgres() ? "FULL JOIN on more than equal columns" : "FULL JOIN");
            }
        }
        if (rel instanceof SetOp set && set.all && !(rel instanceof Union) && !postgres()) {
            throw refuse(set.kind.name() + " ALL");
        }
    }

    private boolean postgres() {
        return name.equals("postgres");
    }

    @Override
    public String type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DATE, TIME, TIMESTAMP ->
                    type.getSqlTypeName().name();
            case DOUBLE, FLOAT -> "DOUBLE PRECISION";
            case DECIMAL -> "NUMERIC(" + type.getPrecision() + "," + type.getScale() + ")";
            case VARCHAR, CHAR -> "VARCHAR";
            default -> throw refuse("the type " + type);
        };
    }

    @Override
    public String literal(RexLiteral literal) {
        RelDataType type = literal.getType();
        if (literal.isNull()) {
            return "CAST(NULL AS " + type(type) + ")";
        }
        if (type.getSqlTypeName() == SqlTypeName.REAL) {
            throw refuse("a literal of type REAL");
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN, INTEGER, CHAR, VARCHAR, DATE, TIME, TIMESTAMP, SYMBOL ->
                    plain.literal(literal);
            case SMALLINT, BIGINT, DECIMAL, FLOAT, DOUBLE ->
                    "CAST("
                            + literal.getValueAs(java.math.BigDecimal.class)
                            + " AS "
                            + type(type)
                            + ")";
            default -> throw refuse("a literal of type " + type);
        };
    }

    @Override
    public String cast(String text, RelDataType from, RelDataType to) {
        SqlTypeName a = from.getSqlTypeName();
        SqlTypeName b = to.getSqlTypeName();
        boolean widening =
                SqlTypeName.INT_TYPES.contains(a)
                        && (SqlTypeName.INT_TYPES.contains(b) || b == SqlTypeName.DOUBLE);
        boolean decimal =
                b == SqlTypeName.DECIMAL
                        && (SqlTypeName.INT_TYPES.contains(a)
                                || a == SqlTypeName.DECIMAL && to.getScale() >= from.getScale());
        boolean text2 = isText(from) && b == SqlTypeName.VARCHAR && roomy(from, to);
        boolean time = a == SqlTypeName.DATE && b == SqlTypeName.TIMESTAMP;
        if (text2) {
            return text;
        }
        if (widening || decimal || time || a == b && a != SqlTypeName.DECIMAL && !isText(to)) {
            return "CAST(" + text + " AS " + type(to) + ")";
        }
        throw refuse("CAST from " + from + " to " + to);
    }

    private static boolean roomy(RelDataType from, RelDataType to) {
        return to.getPrecision() < 0
                || from.getPrecision() >= 0 && from.getPrecision() <= to.getPrecision();
    }

    private static boolean isText(RelDataType type) {
        return Expressions.isText(type);
    }

    @Override
    public String call(RexCall call, List<String> a) {
        return switch (call.getKind()) {
            case EQUALS, NOT_EQUALS -> comparison(call, a);
            case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                    ordered(call, a);
            case IS_NULL,
                    IS_NOT_NULL,
                    IS_TRUE,
                    IS_NOT_TRUE,
                    IS_FALSE,
                    IS_NOT_FALSE,
                    NOT,
                    COALESCE ->
                    plain.call(call, a);
            case LIKE -> like(call, a);
            case PLUS, MINUS, TIMES, DIVIDE, MINUS_PREFIX -> arithmetic(call, a);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> {
                comparison(call, a);
                yield plain.call(call, a);
            }
            case GREATEST, LEAST -> extreme(call, a);
            case EXTRACT -> extract(call, a);
            default -> named(call, a);
        };
    }

    private String extreme(RexCall call, List<String> a) {
        if (!SqlTypeName.EXACT_TYPES.contains(call.getType().getSqlTypeName())) {
            throw refuse(call.getOperator().getName() + " of other than exact numbers");
        }
        return plain.call(call, a);
    }

    private String extract(RexCall call, List<String> a) {
        SqlTypeName of = call.getOperands().get(1).getType().getSqlTypeName();
        boolean day =
                switch (a.getFirst()) {
                    case "YEAR", "MONTH", "DAY", "QUARTER", "DOY" -> true;
                    case "ISODOW", "WEEK", "ISOYEAR" -> postgres();
                    default -> false;
                };
        boolean time = a.getFirst().equals("HOUR") || a.getFirst().equals("MINUTE");
        boolean known =
                day && (of == SqlTypeName.DATE || of == SqlTypeName.TIMESTAMP)
                        || time && of == SqlTypeName.TIMESTAMP;
        if (!known) {
            throw refuse("EXTRACT(" + a.getFirst() + ") of " + of);
        }
        return "CAST(EXTRACT(" + a.getFirst() + " FROM " + a.get(1) + ") AS BIGINT)";
    }

    private String named(RexCall call, List<String> a) {
        boolean approximate =
                SqlTypeName.APPROX_TYPES.contains(call.getType().getSqlTypeName())
                        || call.getOperands().stream()
                                .anyMatch(o ->
                                        SqlTypeName.APPROX_TYPES.contains(
                                                o.getType().getSqlTypeName()));
        return Templates.call(name, call.getOperator(), a)
                .filter(_ -> !approximate)
                .orElseGet(() -> text(call, a));
    }

    private String text(RexCall call, List<String> a) {
        String function = call.getOperator().getName();
        boolean text =
                !call.getOperands().isEmpty() && isText(call.getOperands().getFirst().getType());
        if (function.equals("SUBSTRING") && postgres() && text) {
            String length = a.size() > 2 ? " for " + a.get(2) : "";
            return "substring(" + a.get(0) + " from " + a.get(1) + length + ")";
        }
        if (function.equals("POSITION") && postgres() && a.size() == 2) {
            return "position(" + a.get(0) + " in " + a.get(1) + ")";
        }
        throw refuse(function);
    }

    private String comparison(RexCall call, List<String> a) {
        for (RexNode o : call.getOperands()) {
            boolean approximate = SqlTypeName.APPROX_TYPES.contains(o.getType().getSqlTypeName());
            if (approximate
                    && !call.getOperands().stream()
                            .allMatch(x ->
                                    SqlTypeName.APPROX_TYPES.contains(
                                            x.getType().getSqlTypeName()))) {
                throw refuse("a comparison of exact and approximate numbers");
            }
        }
        return DuckDbCalls.infix(call.getOperator().getName(), a);
    }

    private String ordered(RexCall call, List<String> a) {
        RelDataType type = call.getOperands().getFirst().getType();
        return isText(type)
                ? DuckDbCalls.infix(
                        call.getOperator().getName(),
                        List.of(collated(a.get(0), type), collated(a.get(1), type)))
                : comparison(call, a);
    }

    private String like(RexCall call, List<String> a) {
        if (!isText(call.getOperands().getFirst().getType())) {
            throw refuse("LIKE of other than text");
        }
        if (call.getOperator().getName().endsWith("ILIKE")) {
            throw refuse(call.getOperator().getName());
        }
        String escape = a.size() > 2 ? a.get(2) : "''";
        return "(" + a.get(0) + " LIKE " + a.get(1) + " ESCAPE " + escape + ")";
    }

    private String arithmetic(RexCall call, List<String> a) {
        for (RexNode o : call.getOperands()) {
            SqlTypeName type = o.getType().getSqlTypeName();
            boolean known = SqlTypeName.INT_TYPES.contains(type) || type == SqlTypeName.DECIMAL;
            if (!known) { // doubles: H2 goes on with infinity, PostgreSQL fails at the smallest
                throw refuse(call.getOperator().getName() + " of " + o.getType());
            }
        }
        boolean whole = SqlTypeName.INT_TYPES.contains(call.getType().getSqlTypeName());
        if (call.getKind() == SqlKind.DIVIDE && !whole) {
            throw refuse("the quotient of decimals");
        }
        if (call.getKind() == SqlKind.MINUS_PREFIX) {
            return "(-" + casted(call, a).getFirst() + ")";
        }
        String text = DuckDbCalls.infix(call.getOperator().getName(), casted(call, a));
        return call.getType().getSqlTypeName() == SqlTypeName.DECIMAL
                ? "CAST(" + text + " AS " + type(call.getType()) + ")"
                : text;
    }

    private List<String> casted(RexCall call, List<String> a) {
        if (!SqlTypeName.INT_TYPES.contains(call.getType().getSqlTypeName())) {
            return a;
        }
        return a.stream().map(x -> "CAST(" + x + " AS " + type(call.getType()) + ")").toList();
    }

    @Override
    public String aggregate(SqlAggFunction function, List<RelDataType> arguments) {
        if (Templates.aggregate(name, function, List.of("", ""), "").isPresent()) {
            throw refuse(function.getName() + " of distinct values");
        }
        boolean exact =
                arguments.stream()
                        .allMatch(t -> SqlTypeName.EXACT_TYPES.contains(t.getSqlTypeName()));
        boolean text = arguments.stream().anyMatch(Expressions::isText);
        boolean truth = arguments.stream().anyMatch(t -> t.getSqlTypeName() == SqlTypeName.BOOLEAN);
        boolean offered =
                switch (function.getKind()) {
                    case COUNT -> function.getName().equals("COUNT") && arguments.size() <= 1;
                    case SUM -> exact;
                    case MIN, MAX -> !text && !truth;
                    default -> false;
                };
        if (!offered) {
            throw refuse(function.getName());
        }
        return function.getName().toLowerCase(Locale.ROOT);
    }

    @Override
    public String collated(String text, RelDataType type) {
        if (!isText(type)) {
            return text;
        }
        if (!postgres()) {
            throw refuse("the order of text");
        }
        return text + " COLLATE \"C\"";
    }

    @Override
    public boolean lateral() {
        return false;
    }

    @Override
    public boolean analytic() {
        return false;
    }
}

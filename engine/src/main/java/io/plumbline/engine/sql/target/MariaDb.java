package io.plumbline.engine.sql.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/// MariaDB, in sessions with ANSI quotes, without backslash escapes, at UTC.
///
/// It compares text by collations that pass over case and blanks at the end, so each comparison of
/// texts is by code points explicitly, and what compares texts without saying so (GROUP BY,
/// DISTINCT, set operations, IN) is refused. It has no NULLS FIRST, no FULL JOIN, and casts that do
/// not fit give the nearest value and a warning: they are refused too.
final class MariaDb implements Language {
    private static final int SURE_DIGITS = 28;

    private final DuckDb plain = new DuckDb(false);

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public void admit(RelNode rel) {
        switch (rel) {
            case TableScan _, Filter _ -> {}
            case Project p -> projected(p);
            case Aggregate a -> grouped(a);
            case Join j -> {
                if (j.getJoinType() == JoinRelType.FULL) {
                    throw refuse("FULL JOIN");
                }
            }
            case Sort s -> {
                if (!s.getCollation().getFieldCollations().isEmpty()) {
                    throw refuse("the order of nulls");
                }
                if (s.fetch == null) {
                    throw refuse("OFFSET without a limit");
                }
            }
            default -> throw refuse(rel.getRelTypeName());
        }
        rel.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        throw refuse("a sub-query");
                    }

                    @Override
                    public RexNode visitOver(RexOver over) {
                        throw refuse("a window");
                    }
                });
    }

    private void projected(Project project) {
        for (RexNode p : project.getProjects()) {
            if (p.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                    && !(p instanceof RexInputRef)) {
                throw refuse("a truth value as a column");
            }
        }
    }

    private void grouped(Aggregate aggregate) {
        List<RelDataTypeField> fields = aggregate.getInput().getRowType().getFieldList();
        aggregate.getGroupSet().forEach(i -> comparable(fields.get(i).getType(), "GROUP BY"));
        aggregate
                .getAggCallList()
                .forEach(c -> {
                    if (c.filterArg >= 0) {
                        throw refuse("FILTER");
                    }
                    if (c.isDistinct()) {
                        c.getArgList()
                                .forEach(i -> comparable(fields.get(i).getType(), "DISTINCT"));
                    }
                });
    }

    private void comparable(RelDataType type, String where) {
        switch (type.getSqlTypeName()) {
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DATE, TIME, TIMESTAMP -> {}
            default -> throw refuse(where + " of " + type);
        }
    }

    @Override
    public String type(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case SMALLINT, INTEGER, BIGINT -> "SIGNED";
            case DECIMAL -> "DECIMAL(" + type.getPrecision() + "," + type.getScale() + ")";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIME -> "TIME(6)";
            case TIMESTAMP -> "DATETIME(6)";
            case CHAR, VARCHAR -> "CHAR CHARACTER SET utf8mb4";
            default -> throw refuse("the type " + type);
        };
    }

    @Override
    public String literal(RexLiteral literal) {
        RelDataType type = literal.getType();
        if (literal.isNull()) {
            return "CAST(NULL AS " + type(type) + ")";
        }
        return switch (type.getSqlTypeName()) {
            case SMALLINT, INTEGER, BIGINT -> number(literal).toBigIntegerExact().toString();
            case DECIMAL -> "CAST(" + number(literal).toPlainString() + " AS " + type(type) + ")";
            case DOUBLE -> {
                String text = number(literal).toString();
                yield text.contains("E") ? text : text + "E0";
            }
            case CHAR, VARCHAR -> text(String.valueOf(literal.getValueAs(String.class)));
            case BOOLEAN, DATE, TIME, TIMESTAMP -> plain.literal(literal);
            default -> throw refuse("a literal of type " + type);
        };
    }

    private static BigDecimal number(RexLiteral literal) {
        return java.util.Objects.requireNonNull(literal.getValueAs(BigDecimal.class));
    }

    private String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw refuse("a text with a NUL character");
        }
        return Quotes.text(value);
    }

    @Override
    public String cast(String text, RelDataType from, RelDataType to) {
        SqlTypeName a = from.getSqlTypeName();
        SqlTypeName b = to.getSqlTypeName();
        if (b == SqlTypeName.DECIMAL && fits(from, to)) {
            return "CAST(" + text + " AS " + type(to) + ")";
        }
        boolean integer = SqlTypeName.INT_TYPES.contains(a);
        if (integer && b == SqlTypeName.DOUBLE
                || a == SqlTypeName.DATE && b == SqlTypeName.TIMESTAMP) {
            return "CAST(" + text + " AS " + type(to) + ")";
        }
        boolean wider = integer && SqlTypeName.INT_TYPES.contains(b) && digits(to) >= digits(from);
        boolean same = a == b && a != SqlTypeName.DECIMAL && !Expressions.isText(to);
        boolean roomy =
                Expressions.isText(from)
                        && b == SqlTypeName.VARCHAR
                        && (to.getPrecision() < 0
                                || from.getPrecision() >= 0
                                        && from.getPrecision() <= to.getPrecision());
        if (wider || same || roomy) {
            return text;
        }
        throw refuse("CAST from " + from + " to " + to);
    }

    private static boolean fits(RelDataType from, RelDataType to) {
        boolean decimal = from.getSqlTypeName() == SqlTypeName.DECIMAL;
        if (!decimal && !SqlTypeName.INT_TYPES.contains(from.getSqlTypeName())) {
            return false;
        }
        int scale = decimal ? from.getScale() : 0;
        return to.getScale() >= scale && to.getPrecision() - to.getScale() >= digits(from) - scale;
    }

    private static int digits(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            default -> type.getPrecision();
        };
    }

    @Override
    public String call(RexCall call, List<String> a) {
        return switch (call.getKind()) {
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL ->
                    comparison(call, a);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE, NOT ->
                    plain.call(call, a);
            case PLUS, MINUS, TIMES -> arithmetic(call, a);
            default -> throw refuse(call.getOperator().getName());
        };
    }

    private String comparison(RexCall call, List<String> a) {
        RelDataType left = call.getOperands().get(0).getType();
        RelDataType right = call.getOperands().get(1).getType();
        boolean alike =
                left.getSqlTypeName() == right.getSqlTypeName()
                        || Expressions.isText(left) && Expressions.isText(right)
                        || SqlTypeName.EXACT_TYPES.contains(left.getSqlTypeName())
                                && SqlTypeName.EXACT_TYPES.contains(right.getSqlTypeName());
        boolean known =
                Expressions.isText(left)
                        || left.getSqlTypeName() == SqlTypeName.DOUBLE
                        || SqlTypeName.EXACT_TYPES.contains(left.getSqlTypeName())
                        || left.getSqlTypeName() == SqlTypeName.DATE
                        || left.getSqlTypeName() == SqlTypeName.TIME
                        || left.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        if (!alike || !known) {
            throw refuse("a comparison of " + left + " and " + right);
        }
        return DuckDbCalls.infix(
                call.getOperator().getName(),
                List.of(collated(a.get(0), left), collated(a.get(1), right)));
    }

    /// BIGINT fails where it overflows; narrower integers are computed as BIGINT, and decimals and
    /// doubles are rounded elsewhere.
    private String arithmetic(RexCall call, List<String> a) {
        boolean whole =
                call.getType().getSqlTypeName() == SqlTypeName.BIGINT
                        && call.getOperands().stream()
                                .allMatch(o ->
                                        SqlTypeName.INT_TYPES.contains(
                                                o.getType().getSqlTypeName()));
        if (!whole) {
            throw refuse(call.getOperator().getName() + " of type " + call.getType());
        }
        return DuckDbCalls.infix(
                call.getOperator().getName(),
                a.stream().map(x -> "CAST(" + x + " AS SIGNED)").toList());
    }

    @Override
    public String aggregate(SqlAggFunction function, List<RelDataType> arguments) {
        boolean offered =
                function.getKind() == SqlKind.COUNT && function.getName().equals("COUNT")
                        ? arguments.size() <= 1
                        : arguments.size() == 1 && sure(function.getKind(), arguments.getFirst());
        if (!offered) {
            throw refuse(function.getName());
        }
        return function.getName().toLowerCase(Locale.ROOT);
    }

    /// A sum that leaves its type would give the nearest value: only where none can.
    private boolean sure(SqlKind kind, RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        return switch (kind) {
            case SUM ->
                    name == SqlTypeName.SMALLINT
                            || name == SqlTypeName.INTEGER
                            || name == SqlTypeName.DECIMAL && type.getPrecision() <= SURE_DIGITS;
            case MIN, MAX ->
                    SqlTypeName.EXACT_TYPES.contains(name)
                            || name == SqlTypeName.DATE
                            || name == SqlTypeName.TIMESTAMP;
            default -> false;
        };
    }

    @Override
    public String collated(String text, RelDataType type) {
        return Expressions.isText(type)
                ? "CONVERT(" + text + " USING utf8mb4) COLLATE utf8mb4_nopad_bin"
                : text;
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

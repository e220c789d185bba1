package io.plumbline.engine.sql.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/// The embedded engine: everything in the function table, with exactly its meaning.
final class DuckDb implements Language {
    private static final Pattern PATH = Pattern.compile("\\$(?:\\.\\w+|\\.\"[^\"*]+\"|\\[\\d+])*");

    private final boolean quick;
    private final DuckDbCalls calls = new DuckDbCalls(this);
    private final DuckDbCasts casts = new DuckDbCasts(this);

    /// Takes whether decimals of up to 18 digits are computed in 64 bits, see [Targets#quick].
    DuckDb(boolean quick) {
        this.quick = quick;
    }

    @Override
    public boolean quick() {
        return quick;
    }

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public boolean sharing() {
        return true;
    }

    @Override
    public String type(RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        if (SqlTypeName.INTERVAL_TYPES.contains(name)) {
            return "INTERVAL";
        }
        return switch (name) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DATE, TIME, TIMESTAMP ->
                    name.name();
            case FLOAT -> "DOUBLE";
            case DECIMAL -> "DECIMAL(" + type.getPrecision() + "," + type.getScale() + ")";
            case CHAR, VARCHAR, NULL, ANY -> "VARCHAR";
            case BINARY, VARBINARY -> "BLOB";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> "TIMESTAMPTZ";
            default -> throw refuse("the type " + type);
        };
    }

    @Override
    public String literal(RexLiteral literal) {
        RelDataType type = literal.getType();
        if (literal.isNull()) {
            return type.getSqlTypeName() == SqlTypeName.NULL
                    ? "NULL"
                    : "CAST(NULL AS " + type(type) + ")";
        }
        if (SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())) {
            return interval(literal);
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> RexLiteral.booleanValue(literal) ? "TRUE" : "FALSE";
            case TINYINT, SMALLINT, BIGINT -> "CAST(" + number(literal) + " AS " + type(type) + ")";
            case INTEGER -> signed(number(literal));
            case DECIMAL -> decimal(literal);
            case REAL, FLOAT, DOUBLE -> approximate(literal);
            case CHAR, VARCHAR -> text(String.valueOf(literal.getValueAs(String.class)));
            case DATE -> "DATE '" + literal.getValueAs(DateString.class) + "'";
            case TIME -> "TIME '" + literal.getValueAs(TimeString.class) + "'";
            case TIMESTAMP -> "TIMESTAMP '" + literal.getValueAs(TimestampString.class) + "'";
            case BINARY, VARBINARY -> "from_hex('" + literal.getValueAs(ByteString.class) + "')";
            case SYMBOL -> String.valueOf(literal.getValue());
            default -> throw refuse("a literal of type " + type);
        };
    }

    private String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw refuse("text with the character NUL");
        }
        return Quotes.text(value);
    }

    private String approximate(RexLiteral literal) {
        Object number = number(literal);
        RelDataType type = literal.getType();
        double value = Double.parseDouble(number.toString());
        boolean fits =
                type.getSqlTypeName() == SqlTypeName.REAL
                        ? Float.isFinite((float) value)
                        : Double.isFinite(value);
        String text = fits ? "'" + number + "'" : Bounds.FAILURE;
        return "CAST(" + text + " AS " + type(type) + ")";
    }

    private static Object number(RexLiteral literal) {
        Object value = literal.getValue();
        return value instanceof BigDecimal d ? d.toPlainString() : String.valueOf(value);
    }

    private static String signed(Object number) {
        String text = number.toString();
        return text.startsWith("-") ? "(" + text + ")" : text;
    }

    private String decimal(RexLiteral literal) {
        BigDecimal value = literal.getValueAs(BigDecimal.class);
        if (value == null) {
            throw refuse("a decimal literal without value");
        }
        boolean plain = value.scale() > 0 && value.scale() == literal.getType().getScale();
        return plain
                ? signed(value.toPlainString())
                : "CAST('" + value.toPlainString() + "' AS " + type(literal.getType()) + ")";
    }

    private String interval(RexLiteral literal) {
        BigDecimal value = literal.getValueAs(BigDecimal.class);
        if (value == null) {
            throw refuse("an interval literal without value");
        }
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName())) {
            return "INTERVAL '" + value.toPlainString() + " months'";
        }
        long millis = value.longValueExact();
        long day = 86_400_000L;
        return millis % day == 0
                ? "INTERVAL '" + millis / day + " days'"
                : "INTERVAL '" + millis + " milliseconds'";
    }

    @Override
    public String cast(String text, RelDataType from, RelDataType to) {
        return casts.cast(text, from, to);
    }

    /// Checks a path of JSON: one with a star would be a list, and a computed one may have one.
    private void path(RexNode rex) {
        boolean plain =
                rex instanceof RexLiteral literal
                        && !literal.isNull()
                        && PATH.matcher(String.valueOf(literal.getValueAs(String.class))).matches();
        if (!plain) {
            throw refuse("a JSON path other than a constant of members and elements");
        }
    }

    @Override
    public String call(RexCall call, List<String> arguments) {
        if (call.getKind() == SqlKind.SAFE_CAST) {
            RelDataType from = call.getOperands().getFirst().getType();
            return casts.attempt(arguments.getFirst(), from, call.getType());
        }
        boolean json = call.getOperator().getName().startsWith("JSON_");
        if (json && call.getOperands().size() > 1) {
            path(call.getOperands().get(1));
        }
        return Templates.call(name(), call.getOperator(), arguments)
                .orElseGet(() -> calls.write(call, arguments));
    }

    @Override
    public boolean carries(RexNode operand) {
        return Bounds.carries(operand);
    }

    @Override
    public String checked(RexCall call, String text) {
        return Bounds.mayOverflow(call) ? Bounds.finite(text) : text;
    }

    @Override
    public String checked(SqlAggFunction function, List<RelDataType> arguments, String text) {
        boolean approximate =
                arguments.stream()
                        .anyMatch(t -> SqlTypeName.APPROX_TYPES.contains(t.getSqlTypeName()));
        boolean computes =
                switch (function.getKind()) {
                    case SUM,
                            SUM0,
                            AVG,
                            VAR_POP,
                            VAR_SAMP,
                            STDDEV_POP,
                            STDDEV_SAMP,
                            COVAR_POP,
                            COVAR_SAMP,
                            REGR_SXX,
                            REGR_SYY ->
                            true;
                    default -> false;
                };
        return approximate && computes ? Bounds.finite(text) : text;
    }

    @Override
    public String aggregate(SqlAggFunction function, List<RelDataType> arguments) {
        SqlKind kind = function.getKind();
        return switch (kind) {
            case SUM0 -> "sum";
            case LISTAGG -> "string_agg";
            case SOME -> "bool_or";
            case SINGLE_VALUE -> throw refuse("SINGLE_VALUE");
            case VAR_POP,
                    VAR_SAMP,
                    STDDEV_POP,
                    STDDEV_SAMP,
                    COVAR_POP,
                    COVAR_SAMP,
                    REGR_COUNT,
                    REGR_SXX,
                    REGR_SYY,
                    COUNT,
                    SUM,
                    AVG,
                    MIN,
                    MAX,
                    ANY_VALUE,
                    PERCENTILE_CONT,
                    PERCENTILE_DISC,
                    GROUPING,
                    ROW_NUMBER,
                    RANK,
                    DENSE_RANK,
                    PERCENT_RANK,
                    CUME_DIST,
                    NTILE,
                    LAG,
                    LEAD,
                    FIRST_VALUE,
                    LAST_VALUE,
                    NTH_VALUE ->
                    kind.name().toLowerCase(Locale.ROOT);
            default ->
                    switch (function.getName()) {
                        case "EVERY" -> "bool_and";
                        case "SOME" -> "bool_or";
                        case "STDDEV" -> "stddev_samp";
                        case "VARIANCE" -> "var_samp";
                        case "GROUPING_ID" -> "grouping";
                        default -> throw refuse(function.getName());
                    };
        };
    }

    @Override
    public String collated(String text, RelDataType type) {
        return text;
    }

    @Override
    public boolean lateral() {
        return true;
    }

    @Override
    public boolean analytic() {
        return true;
    }
}

package io.plumbline.engine.sql;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/// The limits of types and the types of results: decimals to 38 digits, rounded half up; SUM of
/// integers is BIGINT, SUM of decimals keeps their scale, AVG is DOUBLE; microseconds; text without
/// padding; names without regard to case.
final class PlumblineTypeSystem extends RelDataTypeSystemImpl {
    static final PlumblineTypeSystem INSTANCE = new PlumblineTypeSystem();

    /// Digits of the longest decimal.
    static final int DIGITS = 38;

    /// Fraction digits that a quotient keeps when its digits would not fit.
    static final int QUOTIENT_SCALE = 6;

    private static final int MICROSECONDS = 6;
    private static final int LONGEST_TEXT = 1 << 30;

    private PlumblineTypeSystem() {}

    @Override
    public int getMaxPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> DIGITS;
            case CHAR, VARCHAR, BINARY, VARBINARY -> LONGEST_TEXT;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MICROSECONDS;
            default -> super.getMaxPrecision(type);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
        return type == SqlTypeName.DECIMAL ? DIGITS : super.getMaxScale(type);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
        return switch (type) {
            case DECIMAL -> DIGITS;
            case TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MICROSECONDS;
            case INTERVAL_YEAR,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_MONTH,
                    INTERVAL_DAY,
                    INTERVAL_DAY_HOUR,
                    INTERVAL_DAY_MINUTE,
                    INTERVAL_DAY_SECOND,
                    INTERVAL_HOUR,
                    INTERVAL_HOUR_MINUTE,
                    INTERVAL_HOUR_SECOND,
                    INTERVAL_MINUTE,
                    INTERVAL_MINUTE_SECOND,
                    INTERVAL_SECOND ->
                    10;
            default -> super.getDefaultPrecision(type);
        };
    }

    @Override
    public RoundingMode roundingMode() {
        return RoundingMode.HALF_UP;
    }

    @Override
    public boolean isSchemaCaseSensitive() {
        return false;
    }

    @Override
    public boolean shouldConvertRaggedUnionTypesToVarying() {
        return true;
    }

    @Override
    public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
        return nullableLike(types, types.createSqlType(SqlTypeName.DOUBLE), argument);
    }

    @Override
    public RelDataType deriveCovarType(
            RelDataTypeFactory types, RelDataType first, RelDataType second) {
        RelDataType type = types.createSqlType(SqlTypeName.DOUBLE);
        boolean nullable = first.isNullable() || second.isNullable();
        return types.createTypeWithNullability(type, nullable);
    }

    @Override
    public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
        return switch (argument.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                    nullableLike(types, types.createSqlType(SqlTypeName.BIGINT), argument);
            case DECIMAL ->
                    nullableLike(
                            types,
                            types.createSqlType(SqlTypeName.DECIMAL, DIGITS, argument.getScale()),
                            argument);
            case REAL, FLOAT, DOUBLE ->
                    nullableLike(types, types.createSqlType(SqlTypeName.DOUBLE), argument);
            default -> argument;
        };
    }

    @Override
    public @Nullable RelDataType deriveDecimalDivideType(
            RelDataTypeFactory types, RelDataType a, RelDataType b) {
        if (!SqlTypeUtil.isExactNumeric(a)
                || !SqlTypeUtil.isExactNumeric(b)
                || !(SqlTypeUtil.isDecimal(a) || SqlTypeUtil.isDecimal(b))) {
            return null;
        }
        RelDataType x = types.decimalOf(a);
        RelDataType y = types.decimalOf(b);
        int scale = Math.max(QUOTIENT_SCALE, x.getScale() + y.getPrecision() + 1);
        int whole = x.getPrecision() - x.getScale() + y.getScale();
        if (whole + scale > DIGITS) {
            scale = Math.max(DIGITS - whole, Math.min(scale, QUOTIENT_SCALE));
        }
        int precision = Math.min(DIGITS, whole + scale);
        return types.createSqlType(SqlTypeName.DECIMAL, precision, scale);
    }

    private static RelDataType nullableLike(
            RelDataTypeFactory types, RelDataType type, RelDataType argument) {
        return types.createTypeWithNullability(type, argument.isNullable());
    }
}

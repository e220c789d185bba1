package io.plumbline.engine.sql;

import static io.plumbline.engine.sql.Function.of;
import static org.apache.calcite.sql.fun.SqlStdOperatorTable.*;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/// Arithmetic.
final class NumberFunctions {
    /// ROUND whose decimal result has room for the digit that rounding up may add.
    static final SqlFunction ROUNDED =
            SqlBasicFunction.create(
                    "ROUND",
                    binding ->
                            SqlTypeTransforms.TO_NULLABLE.transformType(binding, rounded(binding)),
                    OperandTypes.NUMERIC_OPTIONAL_INTEGER,
                    SqlFunctionCategory.NUMERIC);

    private static final List<Function> ALL =
            List.of(
                    of(
                            "+",
                            PLUS,
                            "Exact for integers and decimals; fails on overflow, doubles included; a date and an interval are a date of the years 1 to 9999, or fail",
                            "1 + 2",
                            "3",
                            "0.1 + 0.2",
                            "0.3",
                            "CAST(9223372036854775807 AS BIGINT) + 1",
                            "!OVERFLOW",
                            "2147483647 + 1",
                            "!OVERFLOW",
                            "1 + NULL",
                            "null",
                            "DATE '2012-02-28' + INTERVAL '2' DAY",
                            "2012-03-01",
                            "DATE '2013-01-31' + INTERVAL '1' MONTH",
                            "2013-02-28",
                            "TIMESTAMP '2013-12-31 23:30:00' + INTERVAL '45' MINUTE",
                            "2014-01-01 00:15:00",
                            "TIMESTAMP '9999-12-31 23:59:59' + INTERVAL '1' SECOND",
                            "!OVERFLOW",
                            "DATE '9999-12-31' + INTERVAL '1' DAY",
                            "!OVERFLOW",
                            "DATE '0001-01-01' - INTERVAL '1' MONTH",
                            "!OVERFLOW",
                            "CAST(1.7E308 AS DOUBLE) + CAST(1.7E308 AS DOUBLE)",
                            "!OVERFLOW"),
                    of(
                            "-",
                            MINUS,
                            "As +",
                            "10.00 - 0.01",
                            "9.99",
                            "DATE '2013-01-01' - INTERVAL '1' DAY",
                            "2012-12-31"),
                    of("-", UNARY_MINUS, "Fails on overflow", "-(3)", "-3"),
                    of("+", UNARY_PLUS, "The same value", "+(3)", "3"),
                    of(
                            "*",
                            MULTIPLY,
                            "Exact for integers and decimals; fails on overflow, doubles included; a double too small is 0",
                            "1.10 * 2.20",
                            "2.4200",
                            "1E300 * 1E300",
                            "!OVERFLOW",
                            "1 / (1E300 * -1E300)",
                            "!OVERFLOW",
                            "1E-300 * 1E-300",
                            "0.0"),
                    of(
                            "/",
                            DIVIDE,
                            "Integers: towards zero. Decimals: exact, the last digit rounded half up; at least 6 fraction digits. Division by zero fails, doubles included",
                            "7 / 2",
                            "3",
                            "-7 / 2",
                            "-3",
                            "1.00 / 3",
                            "0.3333333333333",
                            "2.00 / 3",
                            "0.6666666666667",
                            "7 / CAST(2 AS DOUBLE)",
                            "3.5",
                            "1 / 0",
                            "!DIVISION_BY_ZERO",
                            "1 / CAST(0 AS DOUBLE)",
                            "!DIVISION_BY_ZERO",
                            "1.0 / 0.0",
                            "!DIVISION_BY_ZERO",
                            "CAST(NULL AS INTEGER) / 0",
                            "null",
                            "1E300 / 1E-300",
                            "!OVERFLOW",
                            "CAST(85000000000000000000000000000000 AS DECIMAL(32,0)) / CAST(1 AS DECIMAL(1,0))",
                            "85000000000000000000000000000000.000000",
                            "CAST(99999999999999999999999999999999 AS DECIMAL(38,0)) / CAST(3 AS DECIMAL(38,0))",
                            "33333333333333333333333333333333.000000",
                            "CAST(12345678901234567890123456789012345678 AS DECIMAL(38,0)) / CAST(98765432109876543210987654321098765432 AS DECIMAL(38,0))",
                            "0.125000",
                            "CAST(-2 AS DECIMAL(38,2)) / CAST(99999999999999999999999999999999999999 AS DECIMAL(38,0))",
                            "0.000000",
                            "CAST(99999999999999999999999999999999999999 AS DECIMAL(38,0)) / 0.1",
                            "!OVERFLOW"),
                    of("%", PERCENT_REMAINDER, "MOD", "-7 % 2", "-1")
                            .in("postgres", "mod({0}, {1})")
                            .in("h2", "MOD({0}, {1})"),
                    of(
                                    "MOD",
                                    MOD,
                                    "The remainder, with the sign of the first; by zero fails",
                                    "MOD(7, 3)",
                                    "1",
                                    "MOD(-7, 2)",
                                    "-1",
                                    "MOD(7, -2)",
                                    "1",
                                    "MOD(1, 0)",
                                    "!DIVISION_BY_ZERO")
                            .in("postgres", "mod({0}, {1})")
                            .in("h2", "MOD({0}, {1})"),
                    of("ABS", ABS, "Fails on overflow", "ABS(-3)", "3", "ABS(-3.5)", "3.5")
                            .in("postgres", "abs({0})")
                            .in("h2", "ABS({0})"),
                    of("SIGN", SIGN, "-1, 0 or 1", "SIGN(-3)", "-1", "SIGN(0)", "0"),
                    of(
                            "ROUND",
                            ROUNDED,
                            "Half up, away from zero; negative digits round before the point",
                            "ROUND(2.5)",
                            "3.0",
                            "ROUND(-2.5, 0)",
                            "-3.0",
                            "ROUND(1.005, 2)",
                            "1.010",
                            "ROUND(CAST(2.5 AS DOUBLE), 0)",
                            "3.0",
                            "ROUND(15, -1)",
                            "20"),
                    of(
                            "TRUNCATE",
                            TRUNCATE,
                            "Towards zero",
                            "TRUNCATE(2.57, 1)",
                            "2.50",
                            "TRUNCATE(-2.57, 0)",
                            "-2.00",
                            "TRUNCATE(1.5E300, 10)",
                            "1.5e+300"),
                    of(
                            "FLOOR",
                            FLOOR,
                            "The greatest whole number not above it; FLOOR(t TO unit) cuts a date or time",
                            "FLOOR(2.7)",
                            "2",
                            "FLOOR(-2.1)",
                            "-3",
                            "FLOOR(TIMESTAMP '2013-05-17 10:20:30' TO MONTH)",
                            "2013-05-01 00:00:00",
                            "FLOOR(DATE '2013-05-17' TO YEAR)",
                            "2013-01-01"),
                    of(
                            "CEIL",
                            CEIL,
                            "The least whole number not below it; CEIL(t TO unit) is the next whole unit",
                            "CEIL(2.1)",
                            "3",
                            "CEIL(TIMESTAMP '2013-05-17 10:20:30' TO DAY)",
                            "2013-05-18 00:00:00",
                            "CEIL(DATE '2013-05-01' TO MONTH)",
                            "2013-05-01"),
                    of(
                            "POWER",
                            POWER,
                            "A double; fails for a fraction of a negative number, for zero and a negative exponent, and on overflow",
                            "POWER(2, 10)",
                            "1024.0",
                            "POWER(-2, 3)",
                            "-8.0",
                            "POWER(-8, 1.5)",
                            "!VALUE_INVALID",
                            "POWER(0, -1)",
                            "!VALUE_INVALID",
                            "POWER(10, 400)",
                            "!OVERFLOW"),
                    of(
                            "SQRT",
                            SQRT,
                            "A double; fails below zero",
                            "SQRT(16)",
                            "4.0",
                            "SQRT(-1)",
                            "!VALUE_INVALID",
                            "SQRT(CAST(NULL AS DOUBLE))",
                            "null"),
                    of(
                            "EXP",
                            EXP,
                            "A double; fails on overflow",
                            "EXP(0)",
                            "1.0",
                            "EXP(1000)",
                            "!OVERFLOW"),
                    of(
                            "LN",
                            LN,
                            "A double; fails at zero and below",
                            "LN(1)",
                            "0.0",
                            "LN(0)",
                            "!VALUE_INVALID"),
                    of("LOG10", LOG10, "A double; fails at zero and below", "LOG10(1000)", "3.0"),
                    of("SIN", SIN, "Radians", "SIN(0)", "0.0"),
                    of("COS", COS, "Radians", "COS(0)", "1.0"),
                    of("TAN", TAN, "Radians", "TAN(0)", "0.0"),
                    of(
                            "ASIN",
                            ASIN,
                            "Radians; fails beyond -1 and 1",
                            "ASIN(0)",
                            "0.0",
                            "ASIN(2)",
                            "!VALUE_INVALID"),
                    of(
                            "ACOS",
                            ACOS,
                            "Radians; fails beyond -1 and 1",
                            "ACOS(1)",
                            "0.0",
                            "ACOS(-2)",
                            "!VALUE_INVALID"),
                    of("ATAN", ATAN, "Radians", "ATAN(0)", "0.0"),
                    of("ATAN2", ATAN2, "Radians", "ATAN2(0, 1)", "0.0"),
                    of("DEGREES", DEGREES, "From radians", "DEGREES(0)", "0.0"),
                    of("RADIANS", RADIANS, "From degrees", "RADIANS(0)", "0.0"),
                    of("PI", PI, "A double", "ROUND(PI, 4)", "3.1416"));

    private NumberFunctions() {}

    private static RelDataType rounded(SqlOperatorBinding binding) {
        RelDataTypeFactory types = binding.getTypeFactory();
        RelDataType type = binding.getOperandType(0);
        if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
            return type;
        }
        int precision = Math.min(PlumblineTypeSystem.DIGITS, type.getPrecision() + 1);
        return types.createSqlType(SqlTypeName.DECIMAL, precision, type.getScale());
    }

    static List<Function> all() {
        return ALL;
    }
}

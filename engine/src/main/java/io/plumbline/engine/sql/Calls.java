package io.plumbline.engine.sql;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/// Makes operators of the product's own, and names the types that they return and take.
final class Calls {
    static final SqlReturnTypeInference TEXT =
            ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference TEXT_OR_NULL =
            ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);
    static final SqlReturnTypeInference BYTES =
            ReturnTypes.explicit(SqlTypeName.VARBINARY).andThen(SqlTypeTransforms.TO_NULLABLE);
    static final SqlReturnTypeInference INTEGER = ReturnTypes.INTEGER_NULLABLE;
    static final SqlReturnTypeInference BIGINT = ReturnTypes.BIGINT_NULLABLE;
    static final SqlReturnTypeInference DOUBLE = ReturnTypes.DOUBLE_NULLABLE;
    static final SqlReturnTypeInference TRUTH = ReturnTypes.BOOLEAN_NULLABLE;
    static final SqlReturnTypeInference DATE = ReturnTypes.DATE_NULLABLE;
    static final SqlReturnTypeInference TIMESTAMP =
            ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 6).andThen(SqlTypeTransforms.TO_NULLABLE);

    private static final SqlTypeFamily CHARS = SqlTypeFamily.CHARACTER;
    static final SqlOperandTypeChecker ONE_TEXT = OperandTypes.family(CHARS);
    static final SqlOperandTypeChecker TWO_TEXTS = OperandTypes.family(CHARS, CHARS);
    static final SqlOperandTypeChecker THREE_TEXTS = OperandTypes.family(CHARS, CHARS, CHARS);
    static final SqlOperandTypeChecker ONE_BINARY = OperandTypes.family(SqlTypeFamily.BINARY);
    static final SqlOperandTypeChecker ONE_INTEGER = OperandTypes.family(SqlTypeFamily.INTEGER);
    static final SqlOperandTypeChecker TWO_INTEGERS =
            OperandTypes.family(SqlTypeFamily.INTEGER, SqlTypeFamily.INTEGER);
    static final SqlOperandTypeChecker ONE_NUMBER = OperandTypes.family(SqlTypeFamily.NUMERIC);
    static final SqlOperandTypeChecker TWO_NUMBERS =
            OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC);
    static final SqlOperandTypeChecker ONE_DAY =
            OperandTypes.or(
                    OperandTypes.family(SqlTypeFamily.DATE),
                    OperandTypes.family(SqlTypeFamily.TIMESTAMP));
    static final SqlOperandTypeChecker ONE_TIMESTAMP = OperandTypes.family(SqlTypeFamily.TIMESTAMP);

    private Calls() {}

    /// Makes a scalar function.
    static SqlFunction scalar(
            String name, SqlReturnTypeInference returns, SqlOperandTypeChecker takes) {
        return new Scalar(name, returns, takes);
    }

    /// A class of its own: Calcite takes operators of one class and name for each other.
    private static final class Scalar extends SqlFunction {
        Scalar(String name, SqlReturnTypeInference returns, SqlOperandTypeChecker takes) {
            super(
                    name,
                    SqlKind.OTHER_FUNCTION,
                    returns,
                    null,
                    takes,
                    SqlFunctionCategory.USER_DEFINED_FUNCTION);
        }
    }

    /// Makes an aggregate of two numbers that is a double, null for no rows.
    static SqlAggFunction pairs(String name) {
        return SqlBasicAggFunction.create(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                OperandTypes.NUMERIC_NUMERIC);
    }
}

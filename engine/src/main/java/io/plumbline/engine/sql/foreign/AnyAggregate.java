package io.plumbline.engine.sql.foreign;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.util.Optionality;

/// An aggregate function of another system, which takes and gives anything.
final class AnyAggregate extends SqlAggFunction {
    AnyAggregate(String name) {
        super(
                name,
                null,
                SqlKind.OTHER_FUNCTION,
                binding -> ForeignTypes.any(binding.getTypeFactory()),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.OPTIONAL);
    }
}

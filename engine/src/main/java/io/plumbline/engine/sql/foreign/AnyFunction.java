package io.plumbline.engine.sql.foreign;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;

/// A function of another system, which takes and gives anything.
public final class AnyFunction extends SqlFunction {
    private final boolean known;

    AnyFunction(String name, boolean known) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                binding -> ForeignTypes.any(binding.getTypeFactory()),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.known = known;
    }

    /// Returns whether some system's manual tells what it does: it makes a value of its arguments.
    public boolean isKnown() {
        return known;
    }
}

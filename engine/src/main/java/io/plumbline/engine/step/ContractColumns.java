package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Types;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Brings rows into the form that a dataset's contract asks for: its columns, by name, in its order
/// and with its types.
final class ContractColumns {
    private final StepContext context;
    private final String dataset;
    private final Schema contract;

    ContractColumns(StepContext context, String dataset, Schema contract) {
        this.context = context;
        this.dataset = dataset;
        this.contract = contract;
    }

    RelNode fit(RelNode input) {
        List<String> names = input.getRowType().getFieldNames();
        RelDataType wanted = Types.toRelType(contract, input.getCluster().getTypeFactory());
        Columns columns = new Columns();
        for (RelDataTypeField field : wanted.getFieldList()) {
            OptionalInt there = Columns.find(names, field.getName());
            if (there.isPresent()) {
                columns.add(field.getName(), fit(input, there.orElseThrow(), field));
            } else {
                missing(field.getName());
            }
        }
        List<String> extra =
                names.stream().filter(n -> Columns.find(contract.names(), n).isEmpty()).toList();
        if (!extra.isEmpty()) {
            context.report(
                    ErrorCode.SCHEMA_MISMATCH,
                    "Cannot write '"
                            + dataset
                            + "': its contract has no column '"
                            + String.join("', '", extra)
                            + "'",
                    "dataset",
                    "Drop the column before the write step, or add it to the contract");
        }
        context.stopIfBroken();
        return columns.over(input);
    }

    private void missing(String name) {
        context.report(
                ErrorCode.SCHEMA_MISMATCH,
                "Cannot write '" + dataset + "': its contract asks for the column '" + name + "'",
                "dataset",
                "Derive or rename a column of that name before the write step");
    }

    private RexNode fit(RelNode input, int index, RelDataTypeField field) {
        RexNode ref = Columns.ref(input, index);
        RexBuilder rex = input.getCluster().getRexBuilder();
        RelDataType wanted =
                rex.getTypeFactory()
                        .createTypeWithNullability(field.getType(), ref.getType().isNullable());
        if (!assignable(wanted, ref.getType())) {
            Field asked = contract.field(field.getName()).orElseThrow();
            context.report(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot write '%s': column '%s' is %s, its contract asks for %s"
                            .formatted(
                                    dataset,
                                    field.getName(),
                                    ref.getType().getSqlTypeName(),
                                    asked.type()),
                    "dataset",
                    "Cast it in a derive step before the write step, such as CAST(%s AS %s)"
                            .formatted(field.getName(), asked.type()));
        }
        return SqlTypeUtil.equalSansNullability(wanted, ref.getType())
                ? ref
                : rex.makeCast(wanted, ref);
    }

    /// Returns whether a value is converted without being read as something else: numbers to
    /// numbers, texts to texts, dates to timestamps.
    private static boolean assignable(RelDataType wanted, RelDataType given) {
        SqlTypeFamily from = given.getSqlTypeName().getFamily();
        SqlTypeFamily to = wanted.getSqlTypeName().getFamily();
        if (from == null || to == null || from == SqlTypeFamily.NULL) {
            return true;
        }
        boolean numbers =
                SqlTypeFamily.NUMERIC.getTypeNames().contains(wanted.getSqlTypeName())
                        && SqlTypeFamily.NUMERIC.getTypeNames().contains(given.getSqlTypeName());
        boolean dateToTimestamp = from == SqlTypeFamily.DATE && to == SqlTypeFamily.TIMESTAMP;
        return from == to || numbers || dateToTimestamp;
    }
}

package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/// Refuses recursions whose columns would change their types from round to round. Calcite lets each
/// round see the types of the first part and cuts longer text to them.
final class Recursions extends SqlBasicVisitor<@Nullable Void> {
    private final SqlValidator validator;

    private Recursions(SqlValidator validator) {
        this.validator = validator;
    }

    static void check(SqlNode validated, SqlValidator validator) {
        validated.accept(new Recursions(validator));
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlWithItem item
                && item.query instanceof SqlCall union
                && union.getKind() == SqlKind.UNION) {
            Mention mention = new Mention(item.name.getSimple());
            union.operand(1).accept(mention);
            if (mention.type != null) {
                sameTypes(item, mention.type);
            }
        }
        return super.visit(call);
    }

    private void sameTypes(SqlWithItem item, RelDataType seen) {
        RelDataType whole = validator.getValidatedNodeType(item.query);
        for (RelDataTypeField f : whole.getFieldList()) {
            RelDataTypeField column = seen.getFieldList().get(f.getIndex());
            if (!SqlTypeUtil.equalSansNullability(
                    validator.getTypeFactory(), column.getType(), f.getType())) {
                throw changed(item, column, f.getType());
            }
        }
    }

    private static PlumblineException changed(
            SqlWithItem item, RelDataTypeField column, RelDataType to) {
        DataType before = Types.typeOf(column.getName(), column.getType());
        DataType after = Types.typeOf(column.getName(), to);
        boolean text = after.kind() == DataType.Kind.VARCHAR;
        return new PlumblineException(
                Problem.error(
                        ErrorCode.TYPE_MISMATCH,
                        "Invalid recursion: column '"
                                + column.getName()
                                + "' of '"
                                + item.name.getSimple()
                                + "' is "
                                + before
                                + " in the first part and "
                                + after
                                + " with the second (must be one type)",
                        StatementCheck.place(item.name.getParserPosition()),
                        "Cast it in both parts, for example CAST("
                                + column.getName()
                                + " AS "
                                + (text ? "VARCHAR" : after)
                                + ")"));
    }

    /// Finds the columns of a table as those see it that name it.
    private final class Mention extends SqlBasicVisitor<@Nullable Void> {
        private final String name;
        private @Nullable RelDataType type;

        private Mention(String name) {
            this.name = name;
        }

        @Override
        public @Nullable Void visit(SqlIdentifier id) {
            if (type == null && id.isSimple() && id.getSimple().equalsIgnoreCase(name)) {
                @Nullable SqlValidatorNamespace namespace = validator.getNamespace(id);
                type = namespace == null ? null : namespace.getRowType();
            }
            return null;
        }
    }
}

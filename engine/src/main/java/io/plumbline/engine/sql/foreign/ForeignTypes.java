package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Types;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// The types of other systems' columns, as far as they are known here; others can be anything.
public final class ForeignTypes {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("INT64", "BIGINT"),
                    Map.entry("INT", "INTEGER"),
                    Map.entry("INT4", "INTEGER"),
                    Map.entry("INT8", "BIGINT"),
                    Map.entry("TINYINT", "SMALLINT"),
                    Map.entry("STRING", "VARCHAR"),
                    Map.entry("TEXT", "VARCHAR"),
                    Map.entry("CHAR", "VARCHAR"),
                    Map.entry("NVARCHAR", "VARCHAR"),
                    Map.entry("CHARACTER VARYING", "VARCHAR"),
                    Map.entry("NUMBER", "DECIMAL"),
                    Map.entry("NUMERIC", "DECIMAL"),
                    Map.entry("FLOAT", "DOUBLE"),
                    Map.entry("FLOAT64", "DOUBLE"),
                    Map.entry("FLOAT8", "DOUBLE"),
                    Map.entry("DOUBLE PRECISION", "DOUBLE"),
                    Map.entry("BOOL", "BOOLEAN"),
                    Map.entry("BIT", "BOOLEAN"),
                    Map.entry("DATETIME", "TIMESTAMP"),
                    Map.entry("TIMESTAMP_NTZ", "TIMESTAMP"));

    private ForeignTypes() {}

    static RelDataType of(String text, RelDataTypeFactory types) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        int bracket = upper.indexOf('(');
        String name = bracket < 0 ? upper : upper.substring(0, bracket).strip();
        String rest = bracket < 0 ? "" : upper.substring(bracket).replace(" ", "");
        Optional<DataType> known = DataType.parse(NAMES.getOrDefault(name, name) + rest);
        return known.isEmpty()
                ? any(types)
                : Types.toRelType(Schema.of(Field.of("x", known.orElseThrow())), types)
                        .getFieldList()
                        .getFirst()
                        .getType();
    }

    /// Returns the type that a cast names in another system's words.
    static SqlDataTypeSpec spec(String name, SqlParserPos pos) {
        String known = NAMES.getOrDefault(name.toUpperCase(Locale.ROOT), "ANY");
        SqlTypeName type = SqlTypeName.valueOf(known);
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, pos), pos);
    }

    static RelDataType any(RelDataTypeFactory types) {
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.ANY), true);
    }

    /// Returns a type's text; null when it is not known.
    public static @Nullable String text(RelDataType type) {
        if (type.getSqlTypeName() == SqlTypeName.ANY || type.getSqlTypeName() == SqlTypeName.NULL) {
            return null;
        }
        try {
            return Types.typeOf("column", type).toString();
        } catch (PlumblineException e) {
            // such as an array: no type of datasets
            return type.getFullTypeString().replace(" NOT NULL", "");
        }
    }
}

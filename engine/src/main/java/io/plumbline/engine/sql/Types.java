package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// Translates column types between the model and Calcite.
public final class Types {
    private static final int MICROSECONDS = 6;

    private Types() {}

    /// Returns a new type factory with the product's type system and Unicode text.
    public static RelDataTypeFactory factory() {
        return new UnicodeTypes();
    }

    /// Returns the columns of a row type. A column that is always null is VARCHAR.
    ///
    /// @throws PlumblineException with code SQL_UNSUPPORTED for a column of a type that no dataset
    ///   can hold, such as a list
    public static Schema schemaOf(RelDataType rowType) {
        return new Schema(
                rowType.getFieldList().stream()
                        .map(f ->
                                new Field(
                                        f.getName(),
                                        typeOf(f.getName(), f.getType()),
                                        f.getType().isNullable()))
                        .toList());
    }

    /// Returns the row type of columns.
    public static RelDataType toRelType(Schema schema, RelDataTypeFactory types) {
        RelDataTypeFactory.Builder row = types.builder();
        for (Field f : schema.fields()) {
            row.add(
                    f.name(),
                    types.createTypeWithNullability(toRelType(f.type(), types), f.nullable()));
        }
        return row.build();
    }

    /// Returns a type, not nullable.
    public static RelDataType toRelType(DataType type, RelDataTypeFactory types) {
        int p = type.precision();
        return switch (type.kind()) {
            case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
            case SMALLINT -> types.createSqlType(SqlTypeName.SMALLINT);
            case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
            case DECIMAL ->
                    types.createSqlType(
                            SqlTypeName.DECIMAL,
                            p < 0 ? PlumblineTypeSystem.DIGITS : p,
                            Math.max(type.scale(), 0));
            case REAL -> types.createSqlType(SqlTypeName.REAL);
            case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
            case VARCHAR -> sized(types, SqlTypeName.VARCHAR, p);
            case VARBINARY -> sized(types, SqlTypeName.VARBINARY, p);
            case DATE -> types.createSqlType(SqlTypeName.DATE);
            case TIME -> types.createSqlType(SqlTypeName.TIME, p < 0 ? MICROSECONDS : p);
            case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, p < 0 ? MICROSECONDS : p);
            case TIMESTAMP_TZ ->
                    types.createSqlType(
                            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, p < 0 ? MICROSECONDS : p);
            case INTERVAL_YEAR_MONTH -> interval(types, TimeUnit.YEAR, TimeUnit.MONTH);
            case INTERVAL_DAY_SECOND -> interval(types, TimeUnit.DAY, TimeUnit.SECOND);
        };
    }

    /// Returns the model's type of an expression.
    ///
    /// @param column the name for the message, when no dataset can hold the type
    public static DataType typeOf(String column, RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)) {
            return DataType.of(Kind.INTERVAL_YEAR_MONTH);
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
            return DataType.of(Kind.INTERVAL_DAY_SECOND);
        }
        return switch (name) {
            case BOOLEAN -> DataType.BOOLEAN;
            case TINYINT, SMALLINT -> DataType.of(Kind.SMALLINT);
            case INTEGER -> DataType.INTEGER;
            case BIGINT -> DataType.BIGINT;
            case DECIMAL -> DataType.decimal(type.getPrecision(), type.getScale());
            case REAL -> DataType.of(Kind.REAL);
            case FLOAT, DOUBLE -> DataType.DOUBLE;
            case CHAR, VARCHAR -> new DataType(Kind.VARCHAR, sizeOf(type), -1);
            case BINARY, VARBINARY -> new DataType(Kind.VARBINARY, sizeOf(type), -1);
            case DATE -> DataType.DATE;
            case TIME -> DataType.TIME;
            case TIMESTAMP -> DataType.TIMESTAMP;
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> DataType.of(Kind.TIMESTAMP_TZ);
            case NULL -> DataType.VARCHAR;
            default ->
                    throw PlumblineException.of(
                            ErrorCode.SQL_UNSUPPORTED,
                            "Cannot keep column '" + column + "': its type is " + type,
                            "Cast it to a number, a text, a date or a time");
        };
    }

    private static int sizeOf(RelDataType type) {
        return Math.max(type.getPrecision(), -1);
    }

    private static RelDataType sized(RelDataTypeFactory types, SqlTypeName name, int size) {
        RelDataType type = size < 0 ? types.createSqlType(name) : types.createSqlType(name, size);
        return name == SqlTypeName.VARCHAR
                ? types.createTypeWithCharsetAndCollation(
                        type,
                        types.getDefaultCharset(),
                        org.apache.calcite.sql.SqlCollation.IMPLICIT)
                : type;
    }

    private static RelDataType interval(RelDataTypeFactory types, TimeUnit from, TimeUnit to) {
        return types.createSqlIntervalType(new SqlIntervalQualifier(from, to, SqlParserPos.ZERO));
    }

    /// Returns the names of the model's types, for messages.
    static List<String> names() {
        return java.util.Arrays.stream(Kind.values()).map(Kind::name).toList();
    }

    /// A type factory whose text is Unicode, whatever Calcite was told when it started.
    private static final class UnicodeTypes extends JavaTypeFactoryImpl {
        UnicodeTypes() {
            super(PlumblineTypeSystem.INSTANCE);
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }
    }
}

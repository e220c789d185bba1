package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Puts values in the place of `:name` parameters of a parsed statement.
final class Parameters extends SqlShuttle {
    private final Set<String> named;
    private final Map<String, ParameterValue> values;

    private Parameters(Set<String> named, Map<String, ParameterValue> values) {
        this.named = named;
        this.values = values;
    }

    static SqlNode set(SqlNode statement, Set<String> named, Map<String, ParameterValue> values) {
        if (named.isEmpty()) {
            return statement;
        }
        SqlNode set = statement.accept(new Parameters(named, values));
        return set == null ? statement : set;
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
        String name = id.names.getFirst();
        if (id.names.size() != 1 || !name.startsWith("$") || !named.contains(name.substring(1))) {
            return id;
        }
        ParameterValue value = values.get(name.substring(1));
        if (value == null) {
            throw unknown(name.substring(1), id.getParserPosition());
        }
        SqlParserPos pos = id.getParserPosition();
        String text = value.text();
        SqlNode literal =
                text == null ? SqlLiteral.createNull(pos) : SqlLiteral.createCharString(text, pos);
        return SqlStdOperatorTable.CAST.createCall(pos, literal, spec(value, pos));
    }

    private PlumblineException unknown(String name, SqlParserPos pos) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.PARAMETER_UNKNOWN,
                        "Invalid parameter: ':" + name + "' (must be a declared parameter)",
                        StatementCheck.place(pos),
                        Suggestion.nearest(name, values.keySet())
                                .map(n -> "Did you mean :" + n + "?")
                                .orElse("Declare it under parameters")));
    }

    private static SqlDataTypeSpec spec(ParameterValue value, SqlParserPos pos) {
        int p = value.type().precision();
        int s = value.type().scale();
        SqlTypeName name =
                switch (value.type().kind()) {
                    case BOOLEAN -> SqlTypeName.BOOLEAN;
                    case SMALLINT -> SqlTypeName.SMALLINT;
                    case INTEGER -> SqlTypeName.INTEGER;
                    case BIGINT -> SqlTypeName.BIGINT;
                    case DECIMAL -> SqlTypeName.DECIMAL;
                    case REAL -> SqlTypeName.REAL;
                    case DOUBLE -> SqlTypeName.DOUBLE;
                    case DATE -> SqlTypeName.DATE;
                    case TIME -> SqlTypeName.TIME;
                    case TIMESTAMP -> SqlTypeName.TIMESTAMP;
                    case TIMESTAMP_TZ -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
                    case VARCHAR, VARBINARY, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND ->
                            SqlTypeName.VARCHAR;
                };
        return new SqlDataTypeSpec(
                new SqlBasicTypeNameSpec(
                        name,
                        name.allowsPrec() ? p : -1,
                        name.allowsScale() && p >= 0 ? Math.max(s, 0) : Integer.MIN_VALUE,
                        pos),
                pos);
    }
}

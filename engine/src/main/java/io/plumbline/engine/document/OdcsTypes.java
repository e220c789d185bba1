package io.plumbline.engine.document;

import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The types of a data contract: physical ones as databases name them, and ODCS's logical ones.
final class OdcsTypes {
    private static final Pattern PARAMETERS = Pattern.compile("([^(]+)(\\(.*\\))?(.*)");

    private OdcsTypes() {}

    /// Returns the column type that a contract tells: the physical type when it is one we know,
    /// else the logical one; empty when neither says enough.
    static Optional<DataType> of(
            @Nullable String physical,
            @Nullable String logical,
            UnaryOperator<@Nullable String> options) {
        Optional<DataType> known = physical == null ? Optional.empty() : physical(physical);
        return known.isPresent() || logical == null ? known : logical(logical, options);
    }

    private static Optional<DataType> physical(String written) {
        Optional<DataType> own = DataType.parse(written);
        Matcher parts = PARAMETERS.matcher(written.trim().toLowerCase(Locale.ROOT));
        if (own.isPresent() || !parts.matches()) {
            return own;
        }
        String parameters = parts.group(2) == null ? "" : parts.group(2);
        String name =
                (parts.group(1).trim() + " " + parts.group(3).trim())
                        .trim()
                        .replaceAll("\\s+", " ");
        return switch (name) {
            case "bool" -> Optional.of(DataType.BOOLEAN);
            case "int2", "tinyint" -> Optional.of(DataType.of(Kind.SMALLINT));
            case "int4", "serial", "mediumint" -> Optional.of(DataType.INTEGER);
            case "int8", "bigserial", "long", "int64" -> Optional.of(DataType.BIGINT);
            case "float4" -> Optional.of(DataType.of(Kind.REAL));
            case "float8", "float64" -> Optional.of(DataType.DOUBLE);
            case "number", "bignumeric" -> DataType.parse("DECIMAL" + parameters);
            case "character varying", "character", "varchar2", "nvarchar", "bpchar" ->
                    DataType.parse("VARCHAR" + parameters);
            case "uuid", "json", "jsonb", "clob" -> Optional.of(DataType.VARCHAR);
            case "bytea", "binary", "blob", "bytes" -> Optional.of(DataType.of(Kind.VARBINARY));
            case "datetime", "timestamp_ntz", "timestamp without time zone" ->
                    DataType.parse("TIMESTAMP" + parameters);
            case "timestamptz", "timestamp_ltz", "timestamp with time zone" ->
                    DataType.parse("TIMESTAMP_TZ" + parameters);
            default -> Optional.empty();
        };
    }

    private static Optional<DataType> logical(
            String logical, UnaryOperator<@Nullable String> options) {
        return switch (logical) {
            case "string" -> {
                String length = options.apply("maxLength");
                boolean limited = length != null && length.matches("[1-9][0-9]{0,8}");
                yield DataType.parse(limited ? "VARCHAR(" + length + ")" : "VARCHAR");
            }
            case "integer" ->
                    Optional.of(
                            "i32".equals(options.apply("format"))
                                    ? DataType.INTEGER
                                    : DataType.BIGINT);
            case "number" -> Optional.of(DataType.DOUBLE);
            case "boolean" -> Optional.of(DataType.BOOLEAN);
            case "date" -> Optional.of(DataType.DATE);
            case "time" -> Optional.of(DataType.TIME);
            case "timestamp" ->
                    Optional.of(
                            "false".equals(options.apply("timezone"))
                                            || options.apply("timezone") == null
                                    ? DataType.TIMESTAMP
                                    : DataType.of(Kind.TIMESTAMP_TZ));
            default -> Optional.empty();
        };
    }

    /// Returns the logical type that fits a column type.
    static String logicalOf(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case SMALLINT, INTEGER, BIGINT -> "integer";
            case DECIMAL, REAL, DOUBLE -> "number";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP, TIMESTAMP_TZ -> "timestamp";
            case VARCHAR, VARBINARY, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> "string";
        };
    }

    /// Returns a remedy that names the type probably meant.
    static String nearestType(String written) {
        List<String> known = Arrays.stream(Kind.values()).map(Kind::name).toList();
        return Suggestion.nearest(YamlReader.shown(written), known)
                .map(t -> "Did you mean '" + t + "'?")
                .orElse("Known types: " + String.join(", ", known));
    }
}

package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/// How a system writes names: what it quotes them with, and what it makes of those without quotes.
public enum SqlDialect {
    ANSI('"', Case.IGNORED),
    DUCKDB('"', Case.IGNORED),
    POSTGRES('"', Case.LOWER),
    REDSHIFT('"', Case.LOWER),
    SNOWFLAKE('"', Case.UPPER),
    ORACLE('"', Case.UPPER),
    BIGQUERY('`', Case.IGNORED),
    DATABRICKS('`', Case.IGNORED),
    SPARK('`', Case.IGNORED),
    MYSQL('`', Case.IGNORED),
    TSQL('[', Case.IGNORED);

    private enum Case {
        LOWER,
        UPPER,
        IGNORED
    }

    private final char quote;
    private final Case names;

    SqlDialect(char quote, Case names) {
        this.quote = quote;
        this.names = names;
    }

    /// Returns the dialect of that name, case ignored.
    ///
    /// @throws PlumblineException naming the nearest, when there is none
    public static SqlDialect of(String name) {
        for (SqlDialect dialect : values()) {
            if (dialect.name().equalsIgnoreCase(name.strip())) {
                return dialect;
            }
        }
        List<String> all =
                Arrays.stream(values()).map(d -> d.name().toLowerCase(Locale.ROOT)).toList();
        throw PlumblineException.of(
                ErrorCode.ARGUMENT_INVALID,
                "Invalid dialect: '" + name + "' (must be one of " + String.join(", ", all) + ")",
                Suggestion.nearest(name, all).map(n -> "Did you mean " + n + "?").orElse(null));
    }

    char quote() {
        return quote;
    }

    boolean ignoresCase() {
        return names == Case.IGNORED;
    }

    /// Returns whether a text in double quotes is a value, not a name.
    boolean hasDoubleQuotedText() {
        return quote == '`';
    }

    /// Returns a name as the system keeps it.
    String folded(String name) {
        return switch (names) {
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case UPPER -> name.toUpperCase(Locale.ROOT);
            case IGNORED -> name;
        };
    }

    SqlParser.Config parser() {
        SqlParser.Config config =
                SqlParser.config()
                        .withParserFactory(SqlBabelParserImpl.FACTORY)
                        .withConformance(SqlConformanceEnum.LENIENT)
                        .withQuotedCasing(Casing.UNCHANGED)
                        .withCaseSensitive(!ignoresCase())
                        .withIdentifierMaxLength(1_000);
        config =
                switch (quote) {
                    case '`' -> config.withQuoting(Quoting.BACK_TICK);
                    case '[' -> config.withQuoting(Quoting.BRACKET);
                    default -> config.withQuoting(Quoting.DOUBLE_QUOTE);
                };
        if (this == BIGQUERY) {
            config =
                    config.withQuoting(Lex.BIG_QUERY.quoting)
                            .withCharLiteralStyles(Lex.BIG_QUERY.charLiteralStyles);
        }
        return config.withUnquotedCasing(
                switch (names) {
                    case LOWER -> Casing.TO_LOWER;
                    case UPPER -> Casing.TO_UPPER;
                    case IGNORED -> Casing.UNCHANGED;
                });
    }
}

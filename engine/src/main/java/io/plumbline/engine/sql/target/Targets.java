package io.plumbline.engine.sql.target;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.List;

/// The systems that plans can be written for.
public final class Targets {
    private static final List<TargetDialect> ALL =
            List.of(
                    new SqlTarget(new DuckDb(false)),
                    new SqlTarget(new Strict("postgres")),
                    new SqlTarget(new MariaDb()),
                    new SqlTarget(new Strict("h2")));

    private static final TargetDialect QUICK = new SqlTarget(new DuckDb(true));

    private Targets() {}

    /// Returns the embedded engine's target that computes decimals of up to 18 digits in 64 bits.
    /// Where a product or a sum has more digits, its statements fail with OVERFLOW; they never give
    /// another result. Whoever runs them runs those of `of("duckdb")` then.
    public static TargetDialect quick() {
        return QUICK;
    }

    /// Returns all of them.
    public static List<TargetDialect> all() {
        return ALL;
    }

    /// Returns the one of a name.
    ///
    /// @throws PlumblineException with code ARGUMENT_INVALID for another name
    public static TargetDialect of(String name) {
        return ALL.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        PlumblineException.of(
                                ErrorCode.ARGUMENT_INVALID,
                                "Invalid target: '"
                                        + name
                                        + "' (must be one of "
                                        + String.join(
                                                ", ",
                                                ALL.stream().map(TargetDialect::name).toList())
                                        + ")",
                                null));
    }
}

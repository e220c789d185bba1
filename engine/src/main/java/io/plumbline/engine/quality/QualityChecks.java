package io.plumbline.engine.quality;

import java.util.List;
import java.util.Optional;

/// The kinds of quality check, sorted by name.
public final class QualityChecks {
    private static final List<QualityCheck> ALL =
            List.of(
                    new AcceptedValuesCheck(),
                    new ExpressionCheck(),
                    new NotNullCheck(),
                    new RangeCheck(),
                    new UniqueCheck());

    private QualityChecks() {}

    /// Returns all, sorted by name.
    public static List<QualityCheck> all() {
        return ALL;
    }

    /// Returns the names, sorted.
    public static List<String> names() {
        return ALL.stream().map(QualityCheck::name).toList();
    }

    /// Returns the check of that name.
    public static Optional<QualityCheck> find(String name) {
        return ALL.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}

package io.plumbline.engine.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Looks into a tree that is to be written; takes copies that may be changed.
final class Trees {
    private Trees() {}

    /// Returns a copy of a map, an empty one when it is none.
    static Map<String, Object> mapping(@Nullable Object tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    /// Returns a copy of a list, an empty one when it is none.
    static List<Object> list(@Nullable Object tree) {
        return tree instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }

    /// Returns a scalar as it is written, null when it is none.
    static @Nullable String text(@Nullable Object tree) {
        return switch (tree) {
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case Boolean truth -> truth.toString();
            case null, default -> null;
        };
    }

    /// Returns the scalars of a map by key; null where there is none.
    static UnaryOperator<@Nullable String> texts(@Nullable Object tree) {
        Map<String, Object> map = mapping(tree);
        return key -> key == null ? null : text(map.get(key));
    }

    /// Returns a custom property of a contract or of a part of it.
    static Optional<String> property(Map<String, Object> tree, String name) {
        return list(tree.get("customProperties")).stream()
                .map(Trees::mapping)
                .filter(p -> name.equals(p.get("property")))
                .findFirst()
                .flatMap(p -> Optional.ofNullable(text(p.get("value"))));
    }
}

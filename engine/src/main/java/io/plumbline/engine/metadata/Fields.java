package io.plumbline.engine.metadata;

import io.plumbline.engine.document.Json;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object that we once wrote ourselves; what is missing reads as empty,
/// 0, false or null, so that older events can be read.
record Fields(Map<?, ?> values) {

    static Fields parse(String payload) {
        return of(Json.read(payload));
    }

    static Fields of(@Nullable Object tree) {
        return new Fields(tree instanceof Map<?, ?> map ? map : Map.of());
    }

    String text(String key) {
        String text = optional(key);
        return text == null ? "" : text;
    }

    @Nullable String optional(String key) {
        return values.get(key) instanceof String text ? text : null;
    }

    long number(String key) {
        return switch (values.get(key)) {
            case Long number -> number;
            case BigInteger number -> number.longValueExact();
            case null, default -> 0;
        };
    }

    boolean truth(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    Instant time(String key) {
        String text = optional(key);
        return text == null ? Instant.EPOCH : Instant.parse(text);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object item : items(key)) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }

    <T> List<T> list(String key, Function<Fields, T> read) {
        List<T> list = new ArrayList<>();
        for (Object item : items(key)) {
            list.add(read.apply(of(item)));
        }
        return list;
    }

    Fields object(String key) {
        return of(values.get(key));
    }

    private List<?> items(String key) {
        return values.get(key) instanceof List<?> list ? list : List.of();
    }
}

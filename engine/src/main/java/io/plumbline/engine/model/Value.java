package io.plumbline.engine.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A parameter's value as a file holds it: text, number, truth value, list or map. There is no
/// null: an empty value is absent.
public sealed interface Value {

    /// A text.
    record Text(String value) implements Value {}

    /// A number, exactly as written.
    record Num(BigDecimal value) implements Value {}

    /// A truth value.
    record Bool(boolean value) implements Value {}

    /// A list.
    record Items(List<Value> items) implements Value {
        /// Copies the list.
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A map in the order of the file.
    record Entries(Map<String, Value> entries) implements Value {
        /// Copies the map and keeps its order.
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /// Returns the text of a key; numbers and truth values as they are written; empty when
        /// absent or a list or map.
        public Optional<String> text(String key) {
            return switch (entries.get(key)) {
                case Text t -> Optional.of(t.value());
                case Num n -> Optional.of(n.value().toPlainString());
                case Bool b -> Optional.of(Boolean.toString(b.value()));
                case null -> Optional.empty();
                case Items _, Entries _ -> Optional.empty();
            };
        }

        /// Returns the items of a key's list; none when absent or no list.
        public List<Value> items(String key) {
            return entries.get(key) instanceof Items list ? list.items() : List.of();
        }
    }

    /// Returns a text.
    static Value text(String value) {
        return new Text(value);
    }

    /// Returns a list of texts.
    static Value texts(List<String> values) {
        return new Items(values.stream().map(Value::text).toList());
    }
}

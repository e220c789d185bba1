package io.plumbline.engine.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
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

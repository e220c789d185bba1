package io.plumbline.engine.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A piece of a document as read, with its place. Immutable; an alias shares the piece it names.
sealed interface Element {

    /// Returns where it begins.
    Spot spot();

    /// What a scalar is by YAML 1.2's core schema.
    enum Kind {
        NULL,
        BOOLEAN,
        INTEGER,
        DECIMAL,
        TEXT
    }

    /// A scalar.
    ///
    /// @param text its characters as written, without quotes and escapes
    /// @param content where its first character stands
    /// @param lineByLine whether each line of the text is a line of the file, as in a literal block
    record Scalar(String text, Kind kind, Spot spot, Spot content, boolean lineByLine)
            implements Element {}

    /// A list.
    record Sequence(List<Element> items, Spot spot) implements Element {
        /// Copies the list.
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A map in the order of the file.
    record Mapping(Map<String, Entry> entries, Spot spot) implements Element {
        /// Copies the map and keeps its order.
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /// Returns the value of a key; null when the key is absent or its value empty.
        @Nullable Element value(String key) {
            Entry entry = entries.get(key);
            return entry == null || isEmpty(entry.value()) ? null : entry.value();
        }

        /// Returns the scalar's text as written, so that `no` and `012` stay what they are; null
        /// when absent or no scalar.
        @Nullable String text(String key) {
            return value(key) instanceof Scalar scalar ? scalar.text() : null;
        }

        /// Returns the map of a key; an empty one when absent or no map.
        Mapping mapping(String key) {
            return value(key) instanceof Mapping m ? m : new Mapping(Map.of(), spot);
        }

        /// Returns the items of a key's list; none when absent or no list.
        List<Element> items(String key) {
            return value(key) instanceof Sequence s ? s.items() : List.of();
        }

        /// Returns the maps among the items of a key's list.
        List<Mapping> mappings(String key) {
            List<Mapping> found = new ArrayList<>();
            for (Element item : items(key)) {
                if (item instanceof Mapping m) {
                    found.add(m);
                }
            }
            return found;
        }

        /// Returns the texts among the items of a key's list; a scalar alone counts as a list of
        /// one.
        List<String> texts(String key) {
            List<String> found = new ArrayList<>();
            List<Element> items = value(key) instanceof Scalar only ? List.of(only) : items(key);
            for (Element item : items) {
                if (item instanceof Scalar s) {
                    found.add(s.text());
                }
            }
            return found;
        }

        /// Returns where the key stands, or the map itself when the key is absent.
        Spot spotOf(String key) {
            Entry entry = entries.get(key);
            return entry == null ? spot : entry.key();
        }
    }

    /// A key's place and its value.
    record Entry(Spot key, Element value) {}

    /// Returns whether it is YAML's null.
    static boolean isEmpty(Element element) {
        return element instanceof Scalar s && s.kind() == Kind.NULL;
    }
}

package io.plumbline.engine.document;

import com.networknt.schema.JsonNodePath;
import org.jspecify.annotations.Nullable;

/// The part of a file that a validator's path leads to.
///
/// @param name what a message calls it: its key, or `item 3 of 'steps'`
/// @param key where its key stands, or itself
/// @param value null when there is nothing
record Located(String name, Spot key, @Nullable Element value) {

    /// Follows a path as far as it goes.
    static Located of(Element.Mapping root, JsonNodePath path) {
        Located at = new Located("file", root.spot(), root);
        String list = "list";
        for (int i = 0; i < path.getNameCount(); i++) {
            Object part = path.getElement(i);
            Located next = at.step(part, list);
            if (next == null) {
                return new Located("'" + YamlReader.shown(part.toString()) + "'", at.key, null);
            }
            list = part instanceof Integer ? list : "'" + YamlReader.shown(part.toString()) + "'";
            at = next;
        }
        return at;
    }

    private @Nullable Located step(Object part, String list) {
        if (value instanceof Element.Sequence sequence && part instanceof Integer index) {
            Element item = sequence.items().get(index);
            return new Located("item " + (index + 1) + " of " + list, item.spot(), item);
        }
        if (value instanceof Element.Mapping mapping) {
            Element.Entry entry = mapping.entries().get(part.toString());
            String shown = "'" + YamlReader.shown(part.toString()) + "'";
            return entry == null ? null : new Located(shown, entry.key(), entry.value());
        }
        return null;
    }

    /// Returns where a wrong value stands.
    Spot spot() {
        return value == null || Element.isEmpty(value) ? key : value.spot();
    }
}

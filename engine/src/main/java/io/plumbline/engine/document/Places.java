package io.plumbline.engine.document;

import io.plumbline.engine.error.Place;
import org.jspecify.annotations.Nullable;

/// Finds the places of a read file's parts. What is not there is placed at what should hold it.
///
/// @param file the file's name in problems
record Places(String file, Element.Mapping root) {

    /// Returns the place of a key of the file's map, or the file's start.
    Place ofKey(@Nullable String key) {
        Spot spot = key == null ? root.spot() : root.spotOf(key);
        return Place.inFile(file, spot.line(), spot.column()).of(key);
    }

    /// Returns the place of a parameter of the pipeline, or of the pipeline.
    Spot ofPipeline(@Nullable String parameter) {
        if (parameter == null) {
            return root.spot();
        }
        Element.Mapping parameters = root.mapping("parameters");
        return parameters.entries().containsKey(parameter)
                ? parameters.spotOf(parameter)
                : root.spotOf(parameter);
    }

    /// Returns the place of a step or of something in it.
    Spot ofStep(String id, @Nullable String path) {
        Element.Mapping step = step(id);
        if (step == null) {
            return root.spotOf("steps");
        }
        return path == null ? step.spot() : walk(step, path).spot();
    }

    /// Returns the place of a position in the text of a step's parameter.
    Spot inText(String id, String path, int line, int column) {
        Element.Mapping step = step(id);
        if (step == null || !(walk(step, path).value() instanceof Element.Scalar text)) {
            return ofStep(id, path);
        }
        Spot start = text.content();
        if (text.lineByLine()) {
            return new Spot(start.line() + line - 1, start.column() + Math.max(column, 1) - 1);
        }
        boolean oneLine = text.text().indexOf('\n') < 0;
        return oneLine && line == 1
                ? new Spot(start.line(), start.column() + Math.max(column, 1) - 1)
                : text.spot();
    }

    /// Returns the place of a column of a contract.
    Place ofColumn(@Nullable String column) {
        if (column == null) {
            return ofKey(null);
        }
        for (Element.Mapping table : root.mappings("schema")) {
            for (Element.Mapping property : table.mappings("properties")) {
                if (column.equalsIgnoreCase(property.text("physicalName"))
                        || column.equalsIgnoreCase(property.text("name"))) {
                    Spot spot = property.spot();
                    return Place.inFile(file, spot.line(), spot.column()).of(column);
                }
            }
        }
        return ofKey("schema").of(column);
    }

    private Element.@Nullable Mapping step(String id) {
        return root.mappings("steps").stream()
                .filter(s -> id.equals(s.text("id")))
                .findFirst()
                .orElse(null);
    }

    private record Found(Spot spot, @Nullable Element value) {}

    /// Follows `checks[0].column` as far as it goes.
    private static Found walk(Element.Mapping start, String path) {
        Found found = new Found(start.spot(), start);
        for (String part : path.replace("[", ".[").split("\\.")) {
            Found next = step(found.value(), part);
            if (next == null) {
                return part.isEmpty() ? found : new Found(found.spot(), null);
            }
            found = next;
        }
        return found;
    }

    private static @Nullable Found step(@Nullable Element from, String part) {
        if (from instanceof Element.Mapping mapping) {
            Element.Entry entry = mapping.entries().get(part);
            return entry == null ? null : new Found(entry.key(), entry.value());
        }
        boolean index = part.matches("\\[[0-9]{1,6}]");
        if (from instanceof Element.Sequence sequence && index) {
            int number = Integer.parseInt(part.substring(1, part.length() - 1));
            if (number < sequence.items().size()) {
                Element item = sequence.items().get(number);
                return new Found(item.spot(), item);
            }
        }
        return null;
    }
}

package io.plumbline.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Says a schema validator's messages as a person understands them: what is wrong, where, and what
/// was probably meant.
final class SchemaMessages {
    private static final int NAMES_SHOWN = 20;
    private static final int SCHEMA_DEPTH = 8;

    private final JsonNode schema;
    private final Element.Mapping root;
    private final FileProblems problems;

    SchemaMessages(JsonNode schema, Element.Mapping root, FileProblems problems) {
        this.schema = schema;
        this.root = root;
        this.problems = problems;
    }

    void tell(Collection<ValidationMessage> messages) {
        List<ValidationMessage> worthTelling = Alternatives.best(messages);
        worthTelling.forEach(this::tell);
        if (problems.none()) {
            worthTelling.forEach(this::misplacedKey);
        }
    }

    private void tell(ValidationMessage message) {
        Located at = Located.of(root, message.getInstanceLocation());
        JsonNode wanted = SchemaCheck.at(schema, message.getSchemaLocation().getFragment());
        JsonNode holder = holder(message);
        switch (message.getType()) {
            case "additionalProperties", "unevaluatedProperties" -> unknownKey(message, at, holder);
            case "required" -> missingKey(message, at, holder);
            case "type" -> invalid(at, kindOf(at.value()), "must be " + types(wanted), null);
            case "enum" -> notAmong(at, wanted);
            case "const" -> invalid(at, value(at), "must be " + wanted.asText(), null);
            case "pattern", "propertyNames" -> pattern(message, at, holder);
            case "minLength" -> invalid(at, null, "must not be empty", null);
            case "maxLength" ->
                    invalid(at, null, "must have at most " + wanted.asText() + " characters", null);
            case "minimum" -> invalid(at, value(at), "must be at least " + wanted.asText(), null);
            case "maximum" -> invalid(at, value(at), "must be at most " + wanted.asText(), null);
            case "minItems" ->
                    invalid(at, null, "must have at least " + wanted.asText() + " items", null);
            case "uniqueItems" -> invalid(at, null, "must not name the same twice", null);
            case "oneOf", "anyOf" -> alternatives(at, wanted);
            default -> invalid(at, null, "must be as the format has it", null);
        }
    }

    private JsonNode holder(ValidationMessage message) {
        JsonNodePath path = message.getSchemaLocation().getFragment();
        return path.getNameCount() == 0 ? schema : SchemaCheck.at(schema, path.getParent());
    }

    private void invalid(Located at, @Nullable String found, String must, @Nullable String remedy) {
        problems.error(
                ErrorCode.DOCUMENT_INVALID,
                "Invalid " + at.name() + (found == null ? "" : ": " + found) + " (" + must + ")",
                at.spot(),
                remedy);
    }

    private void unknownKey(ValidationMessage message, Located at, JsonNode holder) {
        String key = String.valueOf(message.getProperty());
        Spot spot = at.value() instanceof Element.Mapping m ? m.spotOf(key) : at.spot();
        Set<String> known = new TreeSet<>();
        collectKeys(holder, known, 0);
        if (known.contains(key)) {
            return; // not evaluated because something else in the map is wrong, which is told
        }
        String shown = YamlReader.shown(key);
        String remedy =
                Suggestion.nearest(shown, known)
                        .map(k -> "Did you mean '" + k + "'?")
                        .orElseGet(() -> "Known keys here: " + names(known));
        problems.error(
                ErrorCode.DOCUMENT_UNKNOWN_KEY, "Unknown key: '" + shown + "'", spot, remedy);
    }

    /// Tells a key that the format knows but not beside what stands there.
    private void misplacedKey(ValidationMessage message) {
        Located at = Located.of(root, message.getInstanceLocation());
        String key = String.valueOf(message.getProperty());
        problems.error(
                ErrorCode.DOCUMENT_INVALID,
                "Invalid key: '" + YamlReader.shown(key) + "' (does not fit the keys beside it)",
                at.value() instanceof Element.Mapping m ? m.spotOf(key) : at.spot(),
                "Remove it, or add the key that it belongs to");
    }

    private void collectKeys(JsonNode part, Set<String> known, int depth) {
        if (depth > SCHEMA_DEPTH) {
            return;
        }
        part.path("properties").fieldNames().forEachRemaining(known::add);
        String reference = part.path("$ref").asText("");
        if (reference.startsWith("#/")) {
            collectKeys(schema.at(reference.substring(1)), known, depth + 1);
        }
        for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
            part.path(keyword).forEach(p -> collectKeys(p, known, depth + 1));
        }
        for (String keyword : List.of("if", "then", "else")) {
            collectKeys(part.path(keyword), known, depth + 1);
        }
    }

    private void missingKey(ValidationMessage message, Located at, JsonNode holder) {
        String key = String.valueOf(message.getProperty());
        Spot spot = at.value() instanceof Element.Mapping m ? m.spotOf(key) : at.spot();
        String meaning = holder.path("properties").path(key).path("description").asText("");
        problems.error(
                ErrorCode.DOCUMENT_INVALID,
                "Missing required key: '" + key + "'",
                spot,
                meaning.isEmpty() ? "Add it" : "Add '" + key + "': " + lowerFirst(meaning));
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private void notAmong(Located at, JsonNode wanted) {
        List<String> values = new ArrayList<>();
        wanted.forEach(v -> values.add(v.asText()));
        String given = at.value() instanceof Element.Scalar s ? YamlReader.shown(s.text()) : "";
        String remedy =
                Suggestion.nearest(given, values)
                        .map(v -> "Did you mean '" + v + "'?")
                        .orElse(null);
        invalid(at, value(at), "must be one of " + names(values), remedy);
    }

    private void pattern(ValidationMessage message, Located at, JsonNode holder) {
        boolean ofName = message.getType().equals("propertyNames");
        JsonNode wanted = ofName ? holder.path("propertyNames") : holder;
        String must = wanted.path("$comment").asText("");
        String pattern = wanted.path("pattern").asText("");
        String found = ofName ? "'" + YamlReader.shown(name(message)) + "'" : value(at);
        invalid(at, found, must.isEmpty() ? "must match " + pattern : must, null);
    }

    private static String name(ValidationMessage message) {
        return String.valueOf(message.getProperty());
    }

    private void alternatives(Located at, JsonNode branches) {
        Set<String> types = new TreeSet<>();
        branches.forEach(b -> b.path("type").forEach(t -> types.add(t.asText())));
        branches.forEach(b -> types.add(b.path("type").asText("")));
        types.remove("");
        if (types.isEmpty()) {
            invalid(at, null, "must have exactly one of the forms of the format", null);
        } else {
            String must = String.join(" or ", types.stream().map(SchemaMessages::type).toList());
            invalid(at, kindOf(at.value()), "must be " + must, null);
        }
    }

    /// Returns a value as a message may repeat it: never what may be a secret.
    private static @Nullable String value(Located at) {
        boolean quotable =
                at.value() instanceof Element.Scalar && !ClearTextSecrets.looksSecret(at.name());
        return quotable && at.value() instanceof Element.Scalar s
                ? "'" + YamlReader.shown(s.text()) + "'"
                : null;
    }

    private static String kindOf(@Nullable Element element) {
        return switch (element) {
            case null -> "nothing";
            case Element.Sequence _ -> "a list";
            case Element.Mapping _ -> "a map";
            case Element.Scalar scalar ->
                    switch (scalar.kind()) {
                        case NULL -> "nothing";
                        case BOOLEAN -> "a truth value";
                        case INTEGER, DECIMAL -> "a number";
                        case TEXT -> "a text";
                    };
        };
    }

    private static String types(JsonNode wanted) {
        if (!wanted.isArray()) {
            return type(wanted.asText());
        }
        List<String> names = new ArrayList<>();
        wanted.forEach(t -> names.add(type(t.asText())));
        return String.join(" or ", names);
    }

    private static String type(String name) {
        return switch (name) {
            case "object" -> "a map";
            case "array" -> "a list";
            case "string" -> "a text";
            case "number" -> "a number";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            default -> "empty";
        };
    }

    private static String names(Collection<String> names) {
        String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
        return names.size() > NAMES_SHOWN ? shown + ", …" : shown;
    }
}

package io.plumbline.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Answers fast whether a file certainly fits a JSON Schema: most files do, and then the schema
/// library, which explains what is wrong but starts slowly, is never loaded.
///
/// Knows the keywords that the schemas of this program use; whatever else it meets makes it unsure,
/// and unsure is not accepted. Not for use by several threads at once.
final class SchemaAcceptance {
    private static final Set<String> SAY_NOTHING =
            Set.of(
                    "$schema",
                    "$id",
                    "$defs",
                    "$comment",
                    "title",
                    "description",
                    "default",
                    "examples",
                    "format",
                    "deprecated");

    private final JsonNode root;
    private final Map<String, Pattern> patterns = new HashMap<>();
    private boolean unsure;

    SchemaAcceptance(JsonNode root) {
        this.root = root;
    }

    /// Returns true only when the file fits; false when it does not or may not.
    boolean accepts(JsonNode file) {
        unsure = false;
        return fits(root, file, new HashSet<>()) && !unsure;
    }

    /// Returns whether a value fits a schema, and adds the keys that the schema has looked at.
    private boolean fits(JsonNode schema, JsonNode value, Set<String> looked) {
        if (unsure) {
            return false;
        }
        if (!schema.isObject()) {
            return schema.isBoolean() ? schema.booleanValue() : unsure();
        }
        Set<String> mine = new HashSet<>();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            if (!fits(schema, keyword.getKey(), keyword.getValue(), value, mine)) {
                return false;
            }
        }
        JsonNode rest = schema.get("unevaluatedProperties");
        if (rest != null && !others(rest, value, Set.copyOf(mine), mine)) {
            return false;
        }
        looked.addAll(mine);
        return true;
    }

    private boolean fits(
            JsonNode schema, String keyword, JsonNode wanted, JsonNode value, Set<String> looked) {
        return switch (keyword) {
            case "type" -> isOfType(wanted, value);
            case "const" -> isEqual(wanted, value);
            case "enum" -> isAmong(wanted, value);
            case "minLength" -> length(value, n -> n >= wanted.intValue());
            case "maxLength" -> length(value, n -> n <= wanted.intValue());
            case "pattern" -> matches(wanted.textValue(), value);
            case "minimum" -> number(value, wanted, n -> n >= 0);
            case "exclusiveMinimum" -> number(value, wanted, n -> n > 0);
            case "maximum" -> number(value, wanted, n -> n <= 0);
            case "minItems" -> !value.isArray() || value.size() >= wanted.intValue();
            case "maxItems" -> !value.isArray() || value.size() <= wanted.intValue();
            case "uniqueItems" -> !wanted.booleanValue() || isWithoutDuplicates(value);
            case "items" -> !value.isArray() || all(value, v -> fits(wanted, v, new HashSet<>()));
            case "required" -> !value.isObject() || all(wanted, k -> value.has(k.textValue()));
            case "properties" -> properties(wanted, value, looked);
            case "additionalProperties" ->
                    schema.has("patternProperties")
                            ? unsure()
                            : others(wanted, value, keys(schema.path("properties")), looked);
            case "propertyNames" -> names(wanted, value);
            case "$ref" -> fits(referenced(wanted.textValue()), value, looked);
            case "allOf" -> all(wanted, s -> fits(s, value, looked));
            case "anyOf" -> count(wanted, value, looked) > 0;
            case "oneOf" -> count(wanted, value, looked) == 1;
            case "not" -> !fits(wanted, value, new HashSet<>());
            case "if" -> conditional(schema, wanted, value, looked);
            case "then", "else" -> schema.has("if") || unsure();
            case "unevaluatedProperties" -> true; // looked at last
            default -> SAY_NOTHING.contains(keyword) || unsure();
        };
    }

    private boolean unsure() {
        unsure = true;
        return false;
    }

    private JsonNode referenced(String reference) {
        JsonNode found = root.at(reference.startsWith("#/") ? reference.substring(1) : "/?");
        if (found.isMissingNode()) {
            unsure();
        }
        return found;
    }

    private static boolean all(JsonNode parts, Predicate<JsonNode> test) {
        for (JsonNode part : parts) {
            if (!test.test(part)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOfType(JsonNode types, JsonNode value) {
        if (types.isTextual()) {
            return isOfType(types.textValue(), value);
        }
        for (JsonNode type : types) {
            if (isOfType(type.textValue(), value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber() || value.isNumber() && unsure();
            default -> unsure();
        };
    }

    private static boolean isEqual(JsonNode wanted, JsonNode value) {
        return wanted.isNumber() && value.isNumber()
                ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
                : wanted.equals(value);
    }

    private boolean isAmong(JsonNode choices, JsonNode value) {
        for (JsonNode choice : choices) {
            if (!choice.isTextual()) {
                return unsure();
            }
            if (choice.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean length(JsonNode value, IntPredicate test) {
        String text = value.textValue();
        return text == null || test.test(text.codePointCount(0, text.length()));
    }

    private static boolean number(JsonNode value, JsonNode limit, IntPredicate test) {
        return !value.isNumber() || test.test(value.decimalValue().compareTo(limit.decimalValue()));
    }

    private boolean matches(String pattern, JsonNode value) {
        String text = value.textValue();
        if (text == null) {
            return true;
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            return unsure(); // engines differ on where a line ends
        }
        return patterns.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    }

    private static boolean isWithoutDuplicates(JsonNode value) {
        Set<JsonNode> seen = new HashSet<>();
        return !value.isArray() || all(value, seen::add);
    }

    private boolean properties(JsonNode known, JsonNode value, Set<String> looked) {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            JsonNode wanted = known.get(entry.getKey());
            if (wanted != null) {
                if (!fits(wanted, entry.getValue(), new HashSet<>())) {
                    return false;
                }
                looked.add(entry.getKey());
            }
        }
        return true;
    }

    private boolean others(JsonNode wanted, JsonNode value, Set<String> known, Set<String> looked) {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!known.contains(entry.getKey())) {
                if (!fits(wanted, entry.getValue(), new HashSet<>())) {
                    return false;
                }
                looked.add(entry.getKey());
            }
        }
        return true;
    }

    private static Set<String> keys(JsonNode map) {
        Set<String> keys = new HashSet<>();
        map.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private boolean names(JsonNode wanted, JsonNode value) {
        for (String key : keys(value)) {
            if (!fits(wanted, TextNode.valueOf(key), new HashSet<>())) {
                return false;
            }
        }
        return true;
    }

    private int count(JsonNode branches, JsonNode value, Set<String> looked) {
        int fitting = 0;
        for (JsonNode branch : branches) {
            fitting += fits(branch, value, looked) ? 1 : 0;
        }
        return fitting;
    }

    private boolean conditional(
            JsonNode schema, JsonNode condition, JsonNode value, Set<String> looked) {
        boolean holds = fits(condition, value, looked);
        JsonNode branch = schema.get(holds ? "then" : "else");
        return branch == null || fits(branch, value, looked);
    }
}

package io.plumbline.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what was read into the tree that the schema validator takes. Empty values of maps are left
/// out.
final class JacksonTree {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.withExactBigDecimals(true);

    private final Set<Element> kept;

    /// Keeps the scalars given as they are written: numbers as texts, empty values as null.
    JacksonTree(Set<Element> kept) {
        this.kept = kept;
    }

    /// Turns a tree of [Json] into one of Jackson: its own mapper takes long to start.
    static JsonNode ofJson(@Nullable Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                ObjectNode node = MAKE.objectNode();
                map.forEach((key, value) -> node.set(String.valueOf(key), ofJson(value)));
                yield node;
            }
            case List<?> list -> {
                ArrayNode node = MAKE.arrayNode();
                list.forEach(i -> node.add(ofJson(i)));
                yield node;
            }
            case String text -> MAKE.textNode(text);
            case Boolean truth -> MAKE.booleanNode(truth);
            case Long number when number == number.intValue() -> MAKE.numberNode(number.intValue());
            case Long number -> MAKE.numberNode(number.longValue());
            case BigDecimal number -> MAKE.numberNode(number);
            case null -> MAKE.nullNode();
            default -> throw new IllegalArgumentException("Not in a schema: " + tree.getClass());
        };
    }

    /// Turns what was read.
    JsonNode of(Element element) {
        return switch (element) {
            case Element.Scalar scalar -> scalar(scalar);
            case Element.Sequence sequence -> {
                ArrayNode items = MAKE.arrayNode();
                sequence.items().forEach(i -> items.add(of(i)));
                yield items;
            }
            case Element.Mapping mapping -> {
                ObjectNode map = MAKE.objectNode();
                mapping.entries()
                        .forEach((key, entry) -> {
                            if (!Element.isEmpty(entry.value()) || kept.contains(entry.value())) {
                                map.set(key, of(entry.value()));
                            }
                        });
                yield map;
            }
        };
    }

    private JsonNode scalar(Element.Scalar scalar) {
        if (kept.contains(scalar) && scalar.kind() != Element.Kind.NULL) {
            return MAKE.textNode(scalar.text());
        }
        return switch (scalar.kind()) {
            case NULL -> MAKE.nullNode();
            case BOOLEAN -> MAKE.booleanNode(scalar.text().equalsIgnoreCase("true"));
            case TEXT -> MAKE.textNode(scalar.text());
            case INTEGER, DECIMAL -> {
                BigDecimal number = Values.number(scalar);
                if (number == null || Math.abs((long) number.scale()) > 400) {
                    yield MAKE.textNode(scalar.text());
                }
                yield scalar.kind() == Element.Kind.INTEGER
                        ? MAKE.numberNode(number.toBigIntegerExact())
                        : MAKE.numberNode(number);
            }
        };
    }
}

package io.plumbline.engine.document;

import io.plumbline.engine.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns what was read into values of the model. A scalar counts as a number only when it is
/// written the one way a number is (`7`, `-0.50`); `012`, `1e3`, `0x1F` and `+5` stay texts, so
/// that nothing that looks like a code loses its form.
final class Values {
    /// Keeps no number but those written plainly.
    private static final Values OF_DESIGN = new Values(Set.of(), false);

    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private final Set<Element> texts;
    private final boolean anyNumber;

    private Values(Set<Element> texts, boolean anyNumber) {
        this.texts = texts;
        this.anyNumber = anyNumber;
    }

    /// Returns a map's values; empty ones are left out.
    static Value.Entries entries(Element.Mapping mapping) {
        return OF_DESIGN.map(mapping);
    }

    /// Returns a contract's values: numbers in any form, but where its schema wants a text.
    ///
    /// @param texts the scalars that are texts as written
    static Value.Entries ofContract(Element.Mapping mapping, Set<Element> texts) {
        return new Values(texts, true).map(mapping);
    }

    private @Nullable Value of(Element element) {
        return switch (element) {
            case Element.Scalar scalar -> scalar(scalar);
            case Element.Sequence sequence -> {
                List<Value> items = new ArrayList<>();
                for (Element item : sequence.items()) {
                    Value value = of(item);
                    if (value != null) {
                        items.add(value);
                    }
                }
                yield new Value.Items(items);
            }
            case Element.Mapping mapping -> map(mapping);
        };
    }

    private Value.Entries map(Element.Mapping mapping) {
        Map<String, Value> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> {
                    Value value = of(entry.value());
                    if (value != null) {
                        entries.put(key, value);
                    }
                });
        return new Value.Entries(entries);
    }

    private @Nullable Value scalar(Element.Scalar scalar) {
        String text = scalar.text();
        if (scalar.kind() != Element.Kind.NULL && texts.contains(scalar)) {
            return new Value.Text(text);
        }
        return switch (scalar.kind()) {
            case NULL -> null;
            case BOOLEAN -> new Value.Bool(text.equalsIgnoreCase("true"));
            case INTEGER -> isPlain(text) ? numberOr(scalar) : new Value.Text(text);
            case DECIMAL -> isPlain(text) || anyNumber ? numberOr(scalar) : new Value.Text(text);
            case TEXT -> new Value.Text(text);
        };
    }

    private static boolean isPlain(String text) {
        return PLAIN_NUMBER.matcher(text).matches();
    }

    private static Value numberOr(Element.Scalar scalar) {
        BigDecimal number = number(scalar);
        return number == null ? new Value.Text(scalar.text()) : new Value.Num(number);
    }

    /// Returns the number that a scalar is by YAML's core schema, null when it is none or not
    /// finite.
    static @Nullable BigDecimal number(Element.Scalar scalar) {
        String text = scalar.text();
        if (text.length() > 1_000) {
            return null;
        }
        try {
            return switch (scalar.kind()) {
                case INTEGER -> new BigDecimal(integer(text));
                case DECIMAL -> new BigDecimal(text);
                case NULL, BOOLEAN, TEXT -> null;
            };
        } catch (NumberFormatException _) {
            return null; // .inf and .nan, and exponents beyond all use
        }
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    /// Returns a value as the tree that is written.
    static Object tree(Value value) {
        return switch (value) {
            case Value.Text text -> text.value();
            case Value.Num number -> number.value();
            case Value.Bool truth -> truth.value();
            case Value.Items items -> {
                List<Object> list = new ArrayList<>();
                items.items().forEach(i -> list.add(tree(i)));
                yield list;
            }
            case Value.Entries entries -> tree(entries);
        };
    }

    /// Returns a map as the tree that is written.
    static Map<String, Object> tree(Value.Entries entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        entries.entries().forEach((key, value) -> map.put(key, tree(value)));
        return map;
    }
}

package io.plumbline.engine.document;

import io.plumbline.engine.model.Value;
import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;
import java.util.Iterator;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes JSON, deterministically.
final class JsonWriter {
    private final boolean pretty;
    private final StringBuilder out = new StringBuilder();

    JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    String write(@Nullable Object tree) {
        any(tree, 0);
        return out.toString();
    }

    private void any(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case CharSequence text -> text(text);
            case Boolean truth -> out.append(truth);
            case Number number -> number(number);
            case Map<?, ?> map -> map(map, depth);
            case Iterable<?> items -> items(items, depth);
            case Value model -> any(plain(model), depth);
            case Enum<?> constant -> text(constant.name());
            case TemporalAccessor time -> text(time.toString());
            default ->
                    throw new IllegalArgumentException(
                            "Cannot write as JSON: " + value.getClass().getName());
        }
    }

    /// Returns a model's value as a tree.
    static Object plain(Value value) {
        return switch (value) {
            case Value.Text text -> text.value();
            case Value.Num number -> number.value();
            case Value.Bool truth -> truth.value();
            case Value.Items items -> items.items();
            case Value.Entries entries -> entries.entries();
        };
    }

    private void map(Map<?, ?> map, int depth) {
        boolean ordered = map instanceof SequencedMap || map instanceof SortedMap;
        // a map that Collections made unmodifiable hides its order, but iterates in it
        boolean wrapped = map.getClass().getName().startsWith("java.util.Collections$");
        Map<?, ?> sorted = ordered || wrapped ? map : new TreeMap<>(map);
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = sorted.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            newLine(depth + 1);
            text(String.valueOf(entry.getKey()));
            out.append(pretty ? ": " : ":");
            any(entry.getValue(), depth + 1);
            out.append(entries.hasNext() ? "," : "");
        }
        end(sorted.isEmpty(), depth, '}');
    }

    private void items(Iterable<?> items, int depth) {
        out.append('[');
        Iterator<?> rest = items.iterator();
        boolean empty = !rest.hasNext();
        while (rest.hasNext()) {
            newLine(depth + 1);
            any(rest.next(), depth + 1);
            out.append(rest.hasNext() ? "," : "");
        }
        end(empty, depth, ']');
    }

    private void end(boolean empty, int depth, char bracket) {
        if (!empty) {
            newLine(depth);
        }
        out.append(bracket);
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private void number(Number number) {
        switch (number) {
            case Double d -> out.append(Double.isFinite(d) ? d.toString() : "null");
            case Float f -> out.append(Float.isFinite(f) ? f.toString() : "null");
            case BigDecimal d ->
                    out.append(Math.abs(d.scale()) < 100 ? d.toPlainString() : d.toString());
            default -> out.append(number);
        }
    }

    private void text(CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> character(text, i, c);
            }
        }
        out.append('"');
    }

    private void character(CharSequence text, int i, char c) {
        boolean control = c < 0x20 || c >= 0x7F && c < 0xA0 || c == '\u2028' || c == '\u2029';
        if (control) {
            out.append("\\u").append("%04x".formatted((int) c));
        } else if (Character.isSurrogate(c) && !paired(text, i, c)) {
            out.append('\uFFFD');
        } else {
            out.append(c);
        }
    }

    private static boolean paired(CharSequence text, int i, char c) {
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}

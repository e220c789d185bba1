package io.plumbline.engine.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a tree of maps, lists, texts, numbers and truth values as YAML in one canonical way: two
/// blanks a level, short lists of scalars in one line, texts of several lines as literal blocks.
/// Comments stand where they stood.
final class YamlText {
    private static final int LINE = 80;

    private final Comments comments;
    private final StringBuilder out = new StringBuilder();

    private YamlText(Comments comments) {
        this.comments = comments;
    }

    /// Returns the text, with a line's end.
    static String write(Map<String, Object> tree, Comments comments) {
        YamlText writing = new YamlText(comments);
        writing.remarks(comments.header(), 0);
        if (tree.isEmpty()) {
            writing.out.append("{}\n");
        }
        writing.map(tree, "", 0, false);
        writing.remarks(comments.end(), 0);
        return writing.out.toString();
    }

    private void map(Map<?, ?> map, String path, int indent, boolean inItem) {
        boolean first = inItem;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            String at = Comments.child(path, key);
            if (!first) {
                remarks(comments.before(at), indent);
                out.repeat(' ', indent);
            }
            first = false;
            out.append(ScalarText.inLine(key)).append(':');
            value(entry.getValue(), at, indent);
        }
    }

    private void value(@Nullable Object value, String path, int indent) {
        Optional<String> line = inLine(value);
        if (line.isPresent()) {
            out.append(' ').append(line.orElseThrow());
            endLine(path);
        } else if (value instanceof String text) {
            block(text, path, indent);
        } else if (value instanceof Map<?, ?> map) {
            endLine(path);
            map(map, path, indent + 2, false);
        } else if (value instanceof List<?> list) {
            endLine(path);
            list(list, path, indent + 2);
        }
    }

    private void list(List<?> list, String path, int indent) {
        List<String> paths =
                Comments.itemPaths(path, list.stream().map(Comments::identity).toList());
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            String at = paths.get(i);
            remarks(comments.before(at), indent);
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                String first = Comments.child(at, String.valueOf(map.keySet().iterator().next()));
                comments.inline(at).ifPresent(c -> remarks(List.of(c), indent));
                remarks(comments.before(first), indent);
                out.repeat(' ', indent).append("- ");
                map(map, at, indent + 2, true);
            } else {
                out.repeat(' ', indent).append('-');
                value(item, at, indent);
            }
        }
    }

    private void block(String text, String path, int indent) {
        out.append(' ').append(ScalarText.blockHeader(text));
        endLine(path);
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            if (!line.isEmpty()) {
                out.repeat(' ', indent + 2).append(line);
            }
            out.append('\n');
        }
    }

    /// Ends a line, with the comment that stood behind it.
    private void endLine(String path) {
        comments.inline(path).ifPresent(c -> out.append(' ').append(c));
        out.append('\n');
    }

    private void remarks(List<String> lines, int indent) {
        for (String line : lines) {
            int length = out.length();
            boolean doubled =
                    length == 0
                            || length > 1
                                    && out.charAt(length - 1) == '\n'
                                    && out.charAt(length - 2) == '\n';
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line).append('\n');
            } else if (!doubled) {
                out.append('\n');
            }
        }
    }

    /// Returns a value that fits in one line.
    static Optional<String> inLine(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.of("null");
            case String text when ScalarText.isBlock(text) -> Optional.empty();
            case String text -> Optional.of(ScalarText.inLine(text));
            case Boolean truth -> Optional.of(truth.toString());
            case BigDecimal number -> Optional.of(number(number));
            case Number number -> Optional.of(number.toString());
            case Flow flow -> Optional.of(flow(flow));
            case Map<?, ?> map -> map.isEmpty() ? Optional.of("{}") : Optional.empty();
            case List<?> list -> flow(list);
            default -> throw new IllegalArgumentException("No YAML value: " + value.getClass());
        };
    }

    private static String number(BigDecimal number) {
        return Math.abs(number.scale()) < 100 ? number.toPlainString() : number.toString();
    }

    private static String flow(Flow flow) {
        List<String> parts = new ArrayList<>();
        flow.entries()
                .forEach((key, value) -> parts.add(ScalarText.inFlow(key) + ": " + inFlow(value)));
        return "{" + String.join(", ", parts) + "}";
    }

    private static Optional<String> flow(List<?> list) {
        boolean scalars =
                list.stream()
                        .noneMatch(i ->
                                i instanceof Map
                                        || i instanceof List
                                        || i instanceof Flow
                                        || i instanceof String s && ScalarText.isBlock(s));
        if (!scalars) {
            return Optional.empty();
        }
        String line = "[" + String.join(", ", list.stream().map(YamlText::inFlow).toList()) + "]";
        return line.length() <= LINE ? Optional.of(line) : Optional.empty();
    }

    private static String inFlow(@Nullable Object value) {
        if (value instanceof String text) {
            return ScalarText.inFlow(text);
        }
        return inLine(value).orElseThrow();
    }
}

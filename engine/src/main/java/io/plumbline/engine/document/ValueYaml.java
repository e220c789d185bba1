package io.plumbline.engine.document;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A single value as YAML text, for an editor of one parameter.
public final class ValueYaml {
    private static final String KEY = "value";

    private ValueYaml() {}

    /// Returns a value as a person writes it: a scalar in one line, a list or map in lines.
    public static String write(Value value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(KEY, Values.tree(value));
        String text = YamlText.write(tree, Comments.NONE);
        String rest = text.substring(KEY.length() + 1);
        if (!rest.startsWith("\n")) {
            return rest.strip();
        }
        String body = rest.substring(1);
        int indent = body.length() - body.stripLeading().length();
        return body.lines()
                .map(l -> l.length() >= indent ? l.substring(indent) : l.stripLeading())
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /// Returns what a text says; null for an empty text.
    ///
    /// @throws PlumblineException with YAML_SYNTAX and line and column in the text
    public static @Nullable Value read(String text) {
        String indented =
                KEY + ":\n" + text.lines().map(l -> " " + l).collect(Collectors.joining("\n"));
        try {
            return YamlReader.read(indented, "value") instanceof Element.Mapping root
                    ? Values.entries(root).entries().get(KEY)
                    : null;
        } catch (PlumblineException e) {
            throw new PlumblineException(
                    e.problems().stream()
                            .map(p ->
                                    p.at(
                                            p.place()
                                                    .at(
                                                            null,
                                                            Math.max(0, p.place().line() - 1),
                                                            Math.max(0, p.place().column() - 1))))
                            .toList(),
                    e);
        }
    }
}

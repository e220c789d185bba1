package io.plumbline.engine.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the parts of a tree that are written in one line though they hold other parts.
final class LinesOfTree {
    private final List<String> found = new ArrayList<>();

    private LinesOfTree() {}

    static List<String> of(Map<String, Object> tree) {
        LinesOfTree walk = new LinesOfTree();
        walk.map(tree, "");
        return walk.found;
    }

    private void any(@Nullable Object value, String path) {
        boolean holdsParts = value instanceof List || value instanceof Map || value instanceof Flow;
        if (holdsParts && YamlText.inLine(value).isPresent()) {
            found.add(path);
        } else if (value instanceof Map<?, ?> map) {
            map(map, path);
        } else if (value instanceof List<?> list) {
            List<String> paths =
                    Comments.itemPaths(path, list.stream().map(Comments::identity).toList());
            for (int i = 0; i < list.size(); i++) {
                any(list.get(i), paths.get(i));
            }
        }
    }

    private void map(Map<?, ?> map, String path) {
        map.forEach((key, value) -> any(value, Comments.child(path, String.valueOf(key))));
    }
}

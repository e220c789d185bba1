package io.plumbline.engine.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The comments and blank lines of a file, each with the path of the part that it belongs to: lines
/// of their own to what follows, the rest of a line to what stands in it. Parts keep their comments
/// when the file is written anew; a comment whose part is gone goes with it, and comments inside a
/// list or map that is written in one line move before or behind that line.
///
/// @param header what stands before the first key
/// @param end what stands behind the last
record Comments(
        List<String> header,
        Map<String, List<String>> own,
        Map<String, List<String>> behind,
        List<String> end) {
    /// No comments.
    static final Comments NONE = new Comments(List.of(), Map.of(), Map.of(), List.of());

    private static final List<String> IDENTITIES =
            List.of("id", "name", "property", "server", "username", "channel", "role", "url");

    /// Returns the path of a key.
    static String child(String path, String key) {
        return path + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /// Returns what tells an item of a list from the others, in a tree to be written.
    static @Nullable String identity(@Nullable Object item) {
        if (item instanceof Map<?, ?> map) {
            for (String key : IDENTITIES) {
                if (map.get(key) instanceof String text) {
                    return key + "=" + text;
                }
            }
            return null;
        }
        return item instanceof List ? null : "=" + item;
    }

    /// Returns what tells an item of a list from the others, as read.
    static @Nullable String identity(Element item) {
        return switch (item) {
            case Element.Scalar scalar -> "=" + scalar.text();
            case Element.Sequence _ -> null;
            case Element.Mapping mapping -> {
                for (String key : IDENTITIES) {
                    if (mapping.text(key) != null) {
                        yield key + "=" + mapping.text(key);
                    }
                }
                yield null;
            }
        };
    }

    /// Returns the paths of a list's items: by what tells them apart, else by number.
    static List<String> itemPaths(String path, List<? extends @Nullable String> identities) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < identities.size(); i++) {
            String identity = identities.get(i) == null ? "#" + i : identities.get(i);
            int times = seen.merge(String.valueOf(identity), 1, Integer::sum);
            paths.add(child(path, "[" + identity + (times > 1 ? "#" + times : "") + "]"));
        }
        return paths;
    }

    /// Returns the lines to write before a part. What cannot stand behind its line, because there
    /// is more than one, stands here too.
    List<String> before(String path) {
        List<String> lines = new ArrayList<>(own.getOrDefault(path, List.of()));
        List<String> rest = behind.getOrDefault(path, List.of());
        lines.addAll(rest.subList(Math.min(1, rest.size()), rest.size()));
        return lines;
    }

    /// Returns the comment to write behind a part.
    Optional<String> inline(String path) {
        return behind.getOrDefault(path, List.of()).stream().findFirst();
    }

    /// Returns the comments as they are to stand in a file of other shape: those of parts that are
    /// now written inside a line belong to that line.
    Comments movedTo(Map<String, Object> tree) {
        Map<String, List<String>> newOwn = new HashMap<>(own);
        Map<String, List<String>> newBehind = new HashMap<>(behind);
        for (String line : LinesOfTree.of(tree)) {
            String inside = line + "/";
            own.keySet().stream()
                    .filter(p -> p.startsWith(inside))
                    .sorted()
                    .forEach(p -> move(newOwn, p, line));
            behind.keySet().stream()
                    .filter(p -> p.startsWith(inside))
                    .sorted()
                    .forEach(p -> move(newBehind, p, line));
        }
        return new Comments(header, newOwn, newBehind, end);
    }

    private static void move(Map<String, List<String>> map, String from, String to) {
        List<String> moved = map.remove(from);
        if (moved != null) {
            List<String> all = new ArrayList<>(map.getOrDefault(to, List.of()));
            moved.stream().filter(c -> !c.isEmpty()).forEach(all::add);
            map.put(to, all);
        }
    }
}

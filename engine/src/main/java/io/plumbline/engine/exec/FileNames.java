package io.plumbline.engine.exec;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells the names under which users know the files that the engine reads by their real paths.
///
/// @param byRealPath name shown for each real path
record FileNames(Map<String, String> byRealPath) {
    static final FileNames NONE = new FileNames(Map.of());

    /// Returns the name of a path in an engine's message; its base name when it was not registered.
    String shown(String path) {
        String known = byRealPath.get(path);
        if (known != null) {
            return known;
        }
        Path base = Path.of(path).getFileName();
        return base == null ? path : base.toString();
    }

    /// Returns the registered file that a message mentions.
    Optional<String> mentionedIn(String message) {
        return byRealPath.entrySet().stream()
                .filter(e -> message.contains(e.getKey()))
                .max(Comparator.comparingInt(e -> e.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /// Returns the names of the files, the first of them where there are many.
    String some() {
        List<String> names = byRealPath.values().stream().distinct().sorted().toList();
        return names.size() <= 3
                ? String.join("' or '", names)
                : String.join("' or '", names.subList(0, 3)) + "' or 'another";
    }
}

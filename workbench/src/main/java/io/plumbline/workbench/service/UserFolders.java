package io.plumbline.workbench.service;

import java.nio.file.Path;
import java.util.Map;

/// Where the operating system keeps what belongs to a person and not to a workspace.
public final class UserFolders {
    private UserFolders() {}

    /// Returns the folder for what can be made again at any time: `PLUMBLINE_CACHE`, or the
    /// system's own place.
    static Path cache() {
        return cache(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")));
    }

    /// Returns the folder for what a person chose: what the property `plumbline.settings` or
    /// `PLUMBLINE_SETTINGS` names, or the system's own place.
    public static Path settings() {
        String property = System.getProperty("plumbline.settings");
        if (property != null) {
            return Path.of(property);
        }
        return settings(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")));
    }

    static Path settings(Map<String, String> environment, String system, Path home) {
        String named = environment.getOrDefault("PLUMBLINE_SETTINGS", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        } else if (system.startsWith("Windows")) {
            return Path.of(environment.getOrDefault("APPDATA", home.toString()))
                    .resolve("Plumbline");
        } else if (system.startsWith("Mac")) {
            return home.resolve("Library/Application Support/Plumbline");
        }
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg)).resolve("plumbline");
    }

    static Path cache(Map<String, String> environment, String system, Path home) {
        String named = environment.getOrDefault("PLUMBLINE_CACHE", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        } else if (system.startsWith("Windows")) {
            return Path.of(environment.getOrDefault("LOCALAPPDATA", home.toString()))
                    .resolve("Plumbline")
                    .resolve("cache");
        } else if (system.startsWith("Mac")) {
            return home.resolve("Library/Caches/plumbline");
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg)).resolve("plumbline");
    }
}

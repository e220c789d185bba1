package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UserFoldersTest {
    private static final Path HOME = Path.of("home", "anna");

    @Test
    void takesTheSystemsOwnPlaceForCaches() {
        assertThat(UserFolders.cache(Map.of(), "Linux", HOME))
                .isEqualTo(HOME.resolve(".cache/plumbline"));
        assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", "c"), "Linux", HOME))
                .isEqualTo(Path.of("c", "plumbline"));
        assertThat(UserFolders.cache(Map.of(), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Caches/plumbline"));
        assertThat(UserFolders.cache(Map.of("LOCALAPPDATA", "l"), "Windows 11", HOME))
                .isEqualTo(Path.of("l", "Plumbline", "cache"));
    }

    @Test
    void prefersTheFolderThatWasNamed() {
        assertThat(UserFolders.cache(Map.of("PLUMBLINE_CACHE", "named"), "Linux", HOME))
                .isEqualTo(Path.of("named"));
    }

    @Test
    void takesTheSystemsOwnPlaceForSettings() {
        assertThat(UserFolders.settings(Map.of(), "Linux", HOME))
                .isEqualTo(HOME.resolve(".config/plumbline"));
        assertThat(UserFolders.settings(Map.of("XDG_CONFIG_HOME", "c"), "Linux", HOME))
                .isEqualTo(Path.of("c", "plumbline"));
        assertThat(UserFolders.settings(Map.of(), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Application Support/Plumbline"));
        assertThat(UserFolders.settings(Map.of("APPDATA", "a"), "Windows 11", HOME))
                .isEqualTo(Path.of("a", "Plumbline"));
        assertThat(UserFolders.settings(Map.of("PLUMBLINE_SETTINGS", "named"), "Linux", HOME))
                .isEqualTo(Path.of("named"));
    }
}

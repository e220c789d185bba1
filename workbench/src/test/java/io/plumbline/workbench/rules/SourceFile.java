package io.plumbline.workbench.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One Java file of the repository: its path from the root with `/`, and its text.
record SourceFile(String path, String text) {

    static SourceFile read(Path root, Path file) {
        try {
            return new SourceFile(
                    root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isMain() {
        return path.contains("/src/main/");
    }

    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    List<String> lines() {
        return text.lines().toList();
    }
}

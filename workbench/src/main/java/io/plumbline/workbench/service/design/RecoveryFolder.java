package io.plumbline.workbench.service.design;

import io.plumbline.engine.document.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Keeps what was designed and not yet saved, so that a program that is killed loses nothing of it:
/// one text for each pipeline, in the workspace's local state.
public final class RecoveryFolder {
    private final Path folder;

    /// Takes the workspace's folder.
    public RecoveryFolder(Path root) {
        this.folder = root.resolve(".plumbline").resolve("recovery");
    }

    /// Keeps the text of a pipeline, whole or not at all.
    public void keep(String pipeline, String text) {
        AtomicFile.write(file(pipeline), text);
    }

    /// Returns the text that was kept and never saved; empty when there is none.
    public Optional<String> kept(String pipeline) {
        try {
            return Files.exists(file(pipeline))
                    ? Optional.of(Files.readString(file(pipeline)))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // half a file is no help
        }
    }

    /// Forgets a pipeline's text: it was saved, or given up.
    public void forget(String pipeline) {
        try {
            Files.deleteIfExists(file(pipeline));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String pipeline) {
        return folder.resolve(pipeline + ".yaml");
    }
}

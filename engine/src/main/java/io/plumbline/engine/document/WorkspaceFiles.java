package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The files of a workspace.
public final class WorkspaceFiles {
    /// The file that makes a folder a workspace.
    public static final String WORKSPACE = "workspace.yaml";

    /// The file of what a workspace adds to the taxonomy, and of its detectors.
    public static final String CLASSIFICATION = "classification.yaml";

    private WorkspaceFiles() {}

    /// Reads all files of the workspace in a folder. Whatever they hold, this returns; what is
    /// wrong is among the problems.
    ///
    /// @throws PlumblineException with WORKSPACE_MISSING when there is no workspace in the folder
    public static ReadWorkspace read(Path root) {
        if (!DesignFile.exists(root.resolve(WORKSPACE))) {
            throw missing(root);
        }
        return new WorkspaceReading(root).read();
    }

    /// Returns the folder itself or the nearest one above it that holds a `workspace.yaml`,
    /// absolute.
    ///
    /// @throws PlumblineException with WORKSPACE_MISSING when there is none
    public static Path find(Path start) {
        return above(start).orElseThrow(() -> missing(start));
    }

    /// Returns whether a folder is a workspace or is within one.
    public static boolean isWithin(Path start) {
        return above(start).isPresent();
    }

    private static Optional<Path> above(Path start) {
        for (Path at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (DesignFile.exists(at.resolve(WORKSPACE))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static PlumblineException missing(Path folder) {
        String message =
                Files.isDirectory(folder)
                        ? "Cannot find workspace: '%s' holds no workspace.yaml"
                        : "Cannot find workspace: '%s' is no folder";
        return PlumblineException.of(
                ErrorCode.WORKSPACE_MISSING,
                message.formatted(folder),
                "Name a workspace with -w, or make one with: plumbline init DIR");
    }
}

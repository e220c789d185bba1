package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of a workspace.
public final class WorkspaceFiles {
    /// The file that makes a folder a workspace.
    public static final String WORKSPACE = "workspace.yaml";

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
        Path folder = start.toAbsolutePath().normalize();
        for (Path at = folder; at != null; at = at.getParent()) {
            if (DesignFile.exists(at.resolve(WORKSPACE))) {
                return at;
            }
        }
        throw missing(start);
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

package io.plumbline.workbench.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens the desktop. The program that holds both faces provides one.
public interface DesktopOpening {
    /// Opens the window and returns when it is closed.
    ///
    /// @param folder the workspace to open; null for the welcome view
    void open(@Nullable Path folder);

    /// Opens a workspace without a screen, looks at it, and ends: so that the JVM can record which
    /// classes a window needs.
    void rehearse(Path folder);
}

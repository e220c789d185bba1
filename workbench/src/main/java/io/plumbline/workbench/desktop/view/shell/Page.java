package io.plumbline.workbench.desktop.view.shell;

import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/// One of the places of the rail.
public interface Page {
    /// Returns the word under its icon.
    String title();

    /// Returns its icon.
    Ikon icon();

    /// Returns what fills the window beside the rail; the same each time.
    Node content();

    /// Is called each time the place is gone to.
    default void shown() {}

    /// Is called when the theme changes, for what is painted.
    default void themed() {}

    /// Returns whether it may be left and closed; asks the person where something would be lost.
    default boolean mayClose() {
        return true;
    }

    /// Lets go of what it holds.
    default void close() {}
}

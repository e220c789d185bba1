package io.plumbline.workbench.desktop.view.sources;

import javafx.scene.Node;

/// The editor of one connection or dataset.
interface DataEditor {
    /// Returns what is shown.
    Node content();

    /// Returns whether something is not saved.
    boolean isChanged();

    /// Writes what was changed, beside the window.
    void save();

    /// Takes the last change back.
    void undo();

    /// Does again what was taken back.
    void redo();

    /// Brings the cursor into it.
    void focus();
}

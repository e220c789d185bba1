package io.plumbline.workbench.desktop.view.sources;

/// A line of the list.
record Entry(Kind kind, String name) {
    /// What it is.
    enum Kind {
        GROUP,
        CONNECTION,
        DATASET,
        NEW
    }
}

package io.plumbline.engine.document;

/// A line and a column, both counted from 1; columns count code points.
record Spot(int line, int column) {
    /// The start of a text.
    static final Spot START = new Spot(1, 1);
}

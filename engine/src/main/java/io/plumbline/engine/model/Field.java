package io.plumbline.engine.model;

/// A column: its name as written (names match without regard to case), its type, and whether it may
/// be null.
public record Field(String name, DataType type, boolean nullable) {

    /// Returns a column that may be null.
    public static Field of(String name, DataType type) {
        return new Field(name, type, true);
    }
}

package io.plumbline.engine.spi;

/// What happens to rows that are there already.
public enum WriteMode {
    /// The new rows take the place of all old ones.
    REPLACE,
    /// The new rows are added.
    APPEND
}

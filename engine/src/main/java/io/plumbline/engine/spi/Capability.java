package io.plumbline.engine.spi;

/// What a connector can do.
public enum Capability {
    /// Lists tables and describes their columns.
    DISCOVER,
    /// Reads tables.
    READ,
    /// Runs parts of a plan by itself.
    PUSHDOWN,
    /// Writes tables so that readers see the old rows or all the new ones.
    WRITE
}

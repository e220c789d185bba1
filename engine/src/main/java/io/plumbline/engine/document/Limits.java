package io.plumbline.engine.document;

/// How large a design file may be. Generous for what people write, tight for what attackers do.
final class Limits {
    /// Bytes of a file.
    static final int FILE_BYTES = 4 * 1024 * 1024;

    /// Collections inside one another.
    static final int DEPTH = 64;

    /// Aliases in a file.
    static final int ALIASES = 64;

    /// Scalars and collections in a file, each alias counted as what it stands for.
    static final int ELEMENTS = 250_000;

    /// Characters of one scalar.
    static final int SCALAR = 1_000_000;

    /// Problems told of one file.
    static final int PROBLEMS = 20;

    /// Files in one folder of a workspace.
    static final int FILES = 10_000;

    private Limits() {}
}

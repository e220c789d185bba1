package io.plumbline.engine.exec.proof;

/// Is told how a proof goes on.
public interface ProofListener {
    /// Listens to nothing.
    ProofListener NONE = (_, _, _) -> {};

    /// Says that a column comes next.
    ///
    /// @param column its name, with that of its relation
    /// @param done how many columns were tried
    /// @param all how many there are
    void trying(String column, int done, int all);
}

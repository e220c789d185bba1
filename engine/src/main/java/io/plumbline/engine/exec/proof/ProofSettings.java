package io.plumbline.engine.exec.proof;

import io.plumbline.engine.exec.EngineSettings;

/// How thoroughly lineage is tried.
///
/// @param trials how often each source column is changed
/// @param seed decides every choice; the same seed over the same rows gives the same report
/// @param engine what the embedded engine may use
public record ProofSettings(int trials, long seed, EngineSettings engine) {

    /// Refuses less than one trial.
    public ProofSettings {
        if (trials < 1) {
            throw new IllegalArgumentException("at least one trial");
        }
    }
}

package io.plumbline.engine.spi;

/// Resolves references to secrets at the last moment. Implementations never log or keep what they
/// return.
@FunctionalInterface
public interface Secrets {

    /// Returns the secret that `env:NAME`, `file:PATH` or `keychain:NAME` stands for.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with SECRET_MISSING, or as
    ///   [Keychain#find(String)] does, naming the reference, never a value
    String resolve(String reference);
}

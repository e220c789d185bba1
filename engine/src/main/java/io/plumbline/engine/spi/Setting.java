package io.plumbline.engine.spi;

/// A key of a connection file.
///
/// @param secret whether its value must be a reference (`env:NAME`, `file:PATH`, `keychain:NAME`)
public record Setting(String name, String summary, boolean required, boolean secret) {

    /// Returns a key that may be left out and is no secret.
    public static Setting optional(String name, String summary) {
        return new Setting(name, summary, false, false);
    }
}

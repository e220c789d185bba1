package io.plumbline.connectors.support;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.SecretScheme;
import io.plumbline.engine.spi.Keychain;
import io.plumbline.engine.spi.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Resolves `env:NAME` from the environment, `file:PATH` from a file's first line and
/// `keychain:NAME` from the operating system's keychain. Keeps nothing.
public final class SecretStore implements Secrets {
    private static final long LARGEST = 64_000;

    private final Path root;
    private final Keychain keychain;

    /// Takes the folder that relative paths start from, and the keychain.
    public SecretStore(Path root, Keychain keychain) {
        this.root = root;
        this.keychain = keychain;
    }

    @Override
    public String resolve(String reference) {
        int colon = reference.indexOf(':');
        String scheme = colon < 0 ? "" : reference.substring(0, colon);
        String name = reference.substring(colon + 1);
        return switch (scheme) {
            case "env" -> environment(name);
            case "file" -> file(name);
            case "keychain" -> keychain(name);
            default ->
                    throw PlumblineException.of(
                            ErrorCode.SECRET_IN_CLEAR_TEXT,
                            "Invalid secret: a secret must be a reference",
                            SecretScheme.remedy(reference));
        };
    }

    private String keychain(String name) {
        return keychain.find(name)
                .orElseThrow(() ->
                        missing(
                                "keychain:" + name,
                                "the keychain has no such entry",
                                "Store it with: plumbline secret set " + name));
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw missing(
                    "env:" + name,
                    "the environment variable is not set",
                    "Set it before the program starts");
        }
        return value;
    }

    private String file(String name) {
        Path path = root.resolve(name);
        try {
            if (Files.size(path) > LARGEST) {
                throw missing("file:" + name, "the file is too large for a secret", null);
            }
            return Files.readString(path).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw missing(
                    "file:" + name,
                    "the file cannot be read",
                    "Check that it is there and who may read it");
        }
    }

    private static PlumblineException missing(
            String reference, String reason, @org.jspecify.annotations.Nullable String remedy) {
        return PlumblineException.of(
                ErrorCode.SECRET_MISSING,
                "Cannot resolve secret '" + reference + "': " + reason,
                remedy);
    }
}

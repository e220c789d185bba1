package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.SecretScheme;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Keeps secrets in the operating system's keychain. Within a workspace each change is an event in
/// the audit log, with the entry's name and nothing else.
public final class KeychainService {
    private static final String SCHEME = "keychain:";
    private static final int LARGEST = 64_000;

    private final Surroundings surroundings;

    /// Takes the connectors at hand.
    public KeychainService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Returns the name of an entry that may be given as the reference `keychain:NAME`.
    ///
    /// @throws PlumblineException with ARGUMENT_INVALID when no entry has such a name
    public static String name(String nameOrReference) {
        String name =
                nameOrReference.startsWith(SCHEME)
                        ? nameOrReference.substring(SCHEME.length())
                        : nameOrReference;
        SecretScheme.checkName(name);
        return name;
    }

    /// Makes an entry, or gives one a new value.
    ///
    /// @param store of the workspace that the change belongs to, null for none
    /// @throws PlumblineException with ARGUMENT_INVALID when the value is empty or too large, or as
    ///   [io.plumbline.engine.spi.Keychain] does
    public void store(@Nullable MetadataStore store, String name, String value) {
        if (value.isEmpty()) {
            throw invalid("it is empty");
        }
        if (value.length() > LARGEST) {
            throw invalid("it is longer than " + LARGEST + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw invalid("it holds a character that no password has (U+0000)");
        }
        AuditEvent event = event("secret.stored", name, "STORED");
        surroundings.connectors().keychain().store(name, value);
        record(store, event);
    }

    /// Removes an entry.
    ///
    /// @param store of the workspace that the change belongs to, null for none
    /// @throws PlumblineException with SECRET_MISSING when there is none
    public void delete(@Nullable MetadataStore store, String name) {
        AuditEvent event = event("secret.deleted", name, "DELETED");
        if (!surroundings.connectors().keychain().delete(name)) {
            throw PlumblineException.of(
                    ErrorCode.SECRET_MISSING,
                    "Cannot delete secret '" + SCHEME + name + "': the keychain has no such entry",
                    null);
        }
        record(store, event);
    }

    /// Resolves a reference and forgets what it stands for.
    ///
    /// @param root the folder that a relative `file:` reference starts from
    /// @throws PlumblineException when it leads nowhere, or to nothing
    public void check(Path root, String reference) {
        if (surroundings.connectors().secrets(root).resolve(reference).isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.SECRET_MISSING,
                    "Secret '" + reference + "' is empty",
                    "Give it a value");
        }
    }

    private static PlumblineException invalid(String reason) {
        return PlumblineException.of(
                ErrorCode.ARGUMENT_INVALID, "Cannot store the value: " + reason, null);
    }

    /// Made before anything is changed, for it refuses a name that looks like a secret itself.
    private AuditEvent event(String action, String name, String outcome) {
        SecretScheme.checkName(name);
        return AuditEvent.of(surroundings.actor(), action, SCHEME + name, outcome);
    }

    private static void record(@Nullable MetadataStore store, AuditEvent event) {
        if (store != null) {
            new AuditLog(store).append(event);
        }
    }
}

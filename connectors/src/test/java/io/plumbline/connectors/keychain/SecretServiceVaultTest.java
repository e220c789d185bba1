package io.plumbline.connectors.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.testdata.server.DesktopSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Speaks to a real GNOME Keyring in a D-Bus session of its own.
class SecretServiceVaultTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(2));

    @TempDir private Path folder;

    @BeforeAll
    static void needsAKeyring() {
        assumeTrue(
                DesktopSession.missing().isEmpty(),
                () ->
                        DesktopSession.missing().orElseThrow()
                                + " is not installed (apt-get install dbus gnome-keyring)");
    }

    private static SystemKeychain keychain(String address, Patience patience) {
        return new SystemKeychain(() -> new SecretServiceVault(address, patience), patience);
    }

    private static SystemKeychain keychain(DesktopSession session) {
        return keychain(session.address(), Patience.USUAL);
    }

    private static PlumblineException failure(SystemKeychain keychain) {
        return catchThrowableOfType(PlumblineException.class, () -> keychain.find("crm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sesame",
                " 'a\"b\\c$d%e{{f}} `g` \t ",
                "Schl\u00fcssel \u20ac \u5bc6\u94a5 \ud83d\udd11",
                "-----BEGIN KEY-----\nAAAA\r\nBBBB\n-----END KEY-----\n",
                "0x48656C6C6F",
                "x"
            })
    void givesBackEverySignOfAValue(String value) throws Exception {
        try (DesktopSession session = DesktopSession.in(folder)) {
            session.keyring();
            keychain(session).store("crm/password@eu", value);

            assertThat(keychain(session).find("crm/password@eu")).contains(value);
        }
    }

    @Test
    void keepsAsManyBytesAsAnySecretHas() throws Exception {
        String value = "0123456789abcdef".repeat(4000);
        try (DesktopSession session = DesktopSession.in(folder)) {
            session.keyring();
            keychain(session).store("large", value);

            assertThat(keychain(session).find("large")).contains(value);
        }
    }

    @Test
    void changesAndRemovesAnEntryAndNoOther() throws Exception {
        try (DesktopSession session = DesktopSession.in(folder)) {
            session.keyring();
            SystemKeychain keychain = keychain(session);
            keychain.store("crm", "first");
            keychain.store("crm2", "other");
            keychain.store("crm", "second");

            assertThat(keychain.find("crm")).contains("second");
            assertThat(keychain.delete("crm")).isTrue();
            assertThat(keychain.find("crm")).isEmpty();
            assertThat(keychain.delete("crm")).isFalse();
            assertThat(keychain.find("crm2")).contains("other");
        }
    }

    @Test
    void saysThatALockedKeyringWasNotUnlockedWhereNobodyCanBeAsked() throws Exception {
        try (DesktopSession session = DesktopSession.in(folder)) {
            session.keyring();
            SystemKeychain keychain = keychain(session);
            keychain.store("crm", "Sesame");
            session.lock();

            PlumblineException e = failure(keychain);
            assertThat(e)
                    .hasMessage(
                            "Cannot resolve secret 'keychain:crm': the keychain is locked, and was"
                                    + " not unlocked");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.KEYCHAIN_LOCKED);
            assertThat(e.problem().remedy()).contains("Unlock it").contains("env:NAME");
            assertThat(
                            catchThrowableOfType(
                                    PlumblineException.class,
                                    () -> keychain.store("new", "Sesame")))
                    .hasMessage(
                            "Cannot store secret 'keychain:new': the keychain is locked, and was"
                                    + " not unlocked");
        }
    }

    @Test
    void doesNotWaitForAKeyringThatGivesNoAnswer() throws Exception {
        try (DesktopSession session = DesktopSession.in(folder)) {
            Process keyring = session.keyring();
            new ProcessBuilder("kill", "-STOP", String.valueOf(keyring.pid())).start().waitFor();

            PlumblineException e = failure(keychain(session.address(), SHORT));
            assertThat(e)
                    .hasMessage(
                            "Cannot resolve secret 'keychain:crm': the keychain gave no answer"
                                    + " within 3 s");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.TIMED_OUT);
        }
    }

    @Test
    void saysThatNoKeychainRunsInTheSession() throws Exception {
        try (DesktopSession session = DesktopSession.in(folder)) {
            PlumblineException e = failure(keychain(session));
            assertThat(e)
                    .hasMessage(
                            "Cannot resolve secret 'keychain:crm': no keychain runs in this D-Bus"
                                    + " session (GNOME Keyring, KWallet or another that offers the"
                                    + " Secret Service)");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.KEYCHAIN_UNAVAILABLE);
            assertThat(e.problem().remedy()).isEqualTo("Use env:NAME or file:PATH instead");
        }
    }

    @Test
    void saysThatAccessIsDenied() throws Exception {
        try (DesktopSession session = DesktopSession.thatForbidsSecrets(folder)) {
            session.keyring();
            keychain(session).store("crm", "Sesame");

            PlumblineException e = failure(keychain(session));
            assertThat(e)
                    .hasMessage("Cannot resolve secret 'keychain:crm': the keychain denies access");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.KEYCHAIN_DENIED);
        }
    }

    @Test
    void saysThatThereIsNoSession() {
        assertThat(failure(keychain(null, SHORT)))
                .hasMessage(
                        "Cannot resolve secret 'keychain:crm': there is no keychain here, for no"
                                + " D-Bus session runs");
        PlumblineException gone = failure(keychain("unix:path=" + folder.resolve("gone"), SHORT));
        assertThat(gone)
                .hasMessage(
                        "Cannot resolve secret 'keychain:crm': the D-Bus session cannot be"
                                + " reached");
        assertThat(gone.problem().code()).isEqualTo(ErrorCode.KEYCHAIN_UNAVAILABLE);
        assertThat(failure(keychain("nonsense", SHORT)))
                .hasMessageContaining("the D-Bus session cannot be reached");
        assertThat(failure(keychain("unix:abstract=/tmp/x", SHORT)))
                .hasMessageContaining("the D-Bus session cannot be reached");
    }

    @Test
    void findsTheSessionByItsVariableOrByTheFolderOfTheUser() throws Exception {
        assertThat(SecretServiceVault.sessionAddress(Map.of())).isNull();
        assertThat(SecretServiceVault.sessionAddress(Map.of("XDG_RUNTIME_DIR", folder.toString())))
                .isNull();
        java.nio.file.Files.createFile(folder.resolve("bus"));
        assertThat(SecretServiceVault.sessionAddress(Map.of("XDG_RUNTIME_DIR", folder.toString())))
                .isEqualTo("unix:path=" + folder.resolve("bus"));
        assertThat(
                        SecretServiceVault.sessionAddress(
                                Map.of(
                                        "DBUS_SESSION_BUS_ADDRESS",
                                        "tcp:host=x;unix:path=/run/bus,guid=1")))
                .isEqualTo("unix:path=/run/bus,guid=1");
    }
}

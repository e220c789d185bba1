package io.plumbline.connectors.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.testdata.server.DesktopSession;
import java.nio.file.Path;
import java.time.Duration;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens between the keychain's question to the user and its answer.
class PromptTest {
    @TempDir private Path folder;

    @BeforeAll
    static void needsAKeyring() {
        assumeTrue(
                DesktopSession.missing().isEmpty(),
                () ->
                        DesktopSession.missing().orElseThrow()
                                + " is not installed (apt-get install dbus gnome-keyring)");
    }

    /// A question of a keychain, as the specification of the Secret Service has it.
    @DBusInterfaceName("org.freedesktop.Secret.Prompt")
    public interface Question extends DBusInterface {
        void Prompt(String window) throws DBusException;

        void Dismiss();

        /// The end of it.
        final class Completed extends DBusSignal {
            public final boolean dismissed;
            public final Variant<?> result;

            public Completed(String path, boolean dismissed, Variant<?> result)
                    throws DBusException {
                super(path, dismissed, result);
                this.dismissed = dismissed;
                this.result = result;
            }
        }
    }

    /// What GNOME Keyring lets ask the user.
    @DBusInterfaceName("org.gnome.keyring.internal.Prompter")
    public interface Prompter extends DBusInterface {
        void BeginPrompting(DBusPath callback);

        void StopPrompting(DBusPath callback);
    }

    /// A user who answers at once.
    private record Answering(DBusConnection connection, boolean dismissed) implements Question {
        @Override
        public void Prompt(String window) throws DBusException {
            connection.sendMessage(
                    new Completed("/other", !dismissed, new Variant<>("for somebody else")));
            connection.sendMessage(new Completed("/question", dismissed, new Variant<>("done")));
        }

        @Override
        public void Dismiss() {}

        @Override
        public String getObjectPath() {
            return "/question";
        }
    }

    /// A user who is not there.
    private static final class Away implements Prompter {
        @Override
        public void BeginPrompting(DBusPath callback) {}

        @Override
        public void StopPrompting(DBusPath callback) {}

        @Override
        public String getObjectPath() {
            return "/org/gnome/keyring/Prompter";
        }
    }

    @Test
    void goesOnWithWhatTheUsersAnswerLedTo() throws Exception {
        try (DesktopSession session = DesktopSession.in(folder);
                DBusConnection other = connect(session, "org.freedesktop.secrets")) {
            other.exportObject(new Answering(other, false));

            try (SessionBus bus = SessionBus.open(session.address(), Patience.USUAL)) {
                assertThat(bus.prompt("/question")).isEqualTo("done");
            }
        }
    }

    @Test
    void saysThatTheUserDeclined() throws Exception {
        try (DesktopSession session = DesktopSession.in(folder);
                DBusConnection other = connect(session, "org.freedesktop.secrets")) {
            other.exportObject(new Answering(other, true));

            try (SessionBus bus = SessionBus.open(session.address(), Patience.USUAL)) {
                assertThat(
                                catchThrowableOfType(
                                        KeychainFailure.class, () -> bus.prompt("/question")))
                        .hasMessage("the keychain is locked, and was not unlocked");
            }
        }
    }

    @Test
    void doesNotWaitForEverForSomebodyToUnlockTheKeyring() throws Exception {
        Patience patience = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1));
        try (DesktopSession session = DesktopSession.in(folder);
                DBusConnection prompter = connect(session, "org.gnome.keyring.SystemPrompter")) {
            prompter.exportObject(new Away());
            session.keyring();
            SystemKeychain keychain =
                    new SystemKeychain(
                            () -> new SecretServiceVault(session.address(), patience), patience);
            keychain.store("crm", "Sesame");
            session.lock();

            PlumblineException e =
                    catchThrowableOfType(PlumblineException.class, () -> keychain.find("crm"));
            assertThat(e)
                    .hasMessage(
                            "Cannot resolve secret 'keychain:crm': the keychain is locked, and"
                                    + " nobody unlocked it within 1 s");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.KEYCHAIN_LOCKED);
            assertThat(keychain.find("other")).as("the keyring goes on").isEmpty();
        }
    }

    private static DBusConnection connect(DesktopSession session, String name)
            throws DBusException {
        DBusConnection connection =
                DBusConnectionBuilder.forAddress(session.address()).withShared(false).build();
        connection.requestBusName(name);
        return connection;
    }
}

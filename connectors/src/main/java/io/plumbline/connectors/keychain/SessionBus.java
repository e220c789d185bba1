package io.plumbline.connectors.keychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/// Calls of the Secret Service's objects over the D-Bus session.
final class SessionBus implements AutoCloseable {
    private static final String SERVICE = "org.freedesktop.secrets";
    private static final String PROMPT = "org.freedesktop.Secret.Prompt";

    private final DBusConnection connection;
    private final Patience patience;

    private SessionBus(DBusConnection connection, Patience patience) {
        this.connection = connection;
        this.patience = patience;
    }

    static SessionBus open(String address, Patience patience) throws KeychainFailure {
        String prefix = "unix:path=";
        // others are not listened to by any session of today, and a socket that is gone would be
        // waited for
        if (!address.startsWith(prefix)
                || !Files.exists(Path.of(address.substring(prefix.length()).split(",", 2)[0]))) {
            throw unreachable(null);
        }
        try {
            return new SessionBus(
                    DBusConnectionBuilder.forAddress(address).withShared(false).build(), patience);
        } catch (DBusException
                | DBusExecutionException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw unreachable(e);
        }
    }

    private static KeychainFailure unreachable(@Nullable Exception cause) {
        return KeychainFailure.unavailable("the D-Bus session cannot be reached", cause);
    }

    /// Calls a method and returns what it answers.
    ///
    /// @param target interface and method, with a dot between them
    Object[] call(String path, String target, String signature, Object... arguments)
            throws KeychainFailure {
        int dot = target.lastIndexOf('.');
        try {
            MethodCall call =
                    connection
                            .getMessageFactory()
                            .createMethodCall(
                                    SERVICE,
                                    path,
                                    target.substring(0, dot),
                                    target.substring(dot + 1),
                                    (byte) 0,
                                    signature.isEmpty() ? null : signature,
                                    arguments);
            connection.sendMessage(call);
            Message reply = call.getReply(patience.answer().toMillis());
            if (reply == null) {
                throw Thread.currentThread().isInterrupted()
                        ? KeychainFailure.cancelled()
                        : KeychainFailure.silent(patience.answer().toSeconds());
            }
            if (reply instanceof Error error) {
                throw refused(error);
            }
            Object[] answer = reply.getParameters();
            return answer == null ? new Object[0] : answer;
        } catch (DBusException | DBusExecutionException e) {
            throw KeychainFailure.unavailable("the keychain's answer cannot be read", e);
        }
    }

    private static KeychainFailure refused(Error error) {
        String name = String.valueOf(error.getName());
        if (name.endsWith(".AccessDenied") || name.endsWith(".AuthFailed")) {
            return KeychainFailure.denied(null);
        }
        if (name.endsWith(".IsLocked")) {
            return KeychainFailure.locked("the keychain is locked");
        }
        if (name.endsWith(".NoReply") || name.endsWith(".TimedOut") || name.endsWith(".Timeout")) {
            return KeychainFailure.unavailable("the keychain stopped before it answered", null);
        }
        if (name.endsWith(".ServiceUnknown")
                || name.endsWith(".NameHasNoOwner")
                || name.contains(".Spawn.")) {
            return KeychainFailure.unavailable(
                    "no keychain runs in this D-Bus session (GNOME Keyring, KWallet or another"
                            + " that offers the Secret Service)",
                    null);
        }
        return KeychainFailure.unavailable("the keychain answers with the error " + name, null);
    }

    /// Lets the keychain ask the user and waits for the end of that.
    ///
    /// @return what the user's answer led to
    /// @throws KeychainFailure with KEYCHAIN_LOCKED when the user declines, or nobody answers
    Object prompt(String path) throws KeychainFailure {
        CompletableFuture<Object[]> completed = new CompletableFuture<>();
        DBusMatchRule rule =
                DBusMatchRuleBuilder.create()
                        .withType("signal")
                        .withInterface(PROMPT)
                        .withMember("Completed")
                        .build();
        try (AutoCloseable listening =
                connection.addGenericSigHandler(rule, s -> complete(s, path, completed))) {
            java.util.Objects.requireNonNull(listening);
            call(path, PROMPT + ".Prompt", "s", "");
            Object[] answer = completed.get(patience.person().toMillis(), TimeUnit.MILLISECONDS);
            if (Boolean.TRUE.equals(answer[0])) {
                throw KeychainFailure.locked("the keychain is locked, and was not unlocked");
            }
            return ((Variant<?>) answer[1]).getValue();
        } catch (TimeoutException e) {
            // not dismissed: GNOME Keyring 42 stops at that; it ends the question by itself when
            // this connection does
            throw KeychainFailure.locked(
                    "the keychain is locked, and nobody unlocked it within "
                            + patience.person().toSeconds()
                            + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KeychainFailure.cancelled();
        } catch (KeychainFailure e) {
            throw e;
        } catch (Exception e) {
            throw KeychainFailure.unavailable("the keychain's answer cannot be read", e);
        }
    }

    private static void complete(
            DBusSignal signal, String path, CompletableFuture<Object[]> completed) {
        if (!path.equals(signal.getPath())) {
            return;
        }
        try {
            completed.complete(signal.getParameters());
        } catch (DBusException e) {
            completed.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            // what was asked is answered; the system closes what is left
        }
    }
}

package io.plumbline.connectors.keychain;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.SecretScheme;
import io.plumbline.engine.spi.Keychain;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The keychain of the system that the program runs on. Each request runs in a thread of its own,
/// so that one that hangs ends in time.
public final class SystemKeychain implements Keychain {
    private final Supplier<Vault> vault;
    private final Patience patience;

    SystemKeychain(Supplier<Vault> vault, Patience patience) {
        this.vault = vault;
        this.patience = patience;
    }

    /// Returns the keychain of this machine, which is not touched before it is asked.
    public static SystemKeychain ofThisMachine() {
        return new SystemKeychain(() -> vaultOf(System.getProperty("os.name", "")), Patience.USUAL);
    }

    private static Vault vaultOf(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new CredentialManagerVault();
        }
        if (name.startsWith("mac")) {
            return new SecurityToolVault("/usr/bin/security", Patience.USUAL);
        }
        return new SecretServiceVault(
                SecretServiceVault.sessionAddress(System.getenv()), Patience.USUAL);
    }

    @Override
    public Optional<String> find(String name) {
        return ask("resolve", name, () -> vault.get().find(name));
    }

    @Override
    public void store(String name, String value) {
        ask(
                "store",
                name,
                () -> {
                    vault.get().store(name, value);
                    return true;
                });
    }

    @Override
    public boolean delete(String name) {
        return ask("delete", name, () -> vault.get().delete(name));
    }

    private <T> T ask(String verb, String name, Callable<T> request) {
        SecretScheme.checkName(name);
        FutureTask<T> task = new FutureTask<>(request);
        Thread thread = Thread.ofPlatform().daemon().name("keychain").start(task);
        try {
            return task.get(patience.whole().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw told(verb, name, KeychainFailure.silent(patience.whole().toSeconds()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw told(verb, name, KeychainFailure.cancelled());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeychainFailure failure) {
                throw told(verb, name, failure);
            }
            throw new IllegalStateException("the keychain's part failed", e.getCause());
        }
    }

    private static PlumblineException told(String verb, String name, KeychainFailure failure) {
        String message = "Cannot " + verb + " secret 'keychain:" + name + "': " + failure.reason();
        return failure.getCause() == null
                ? PlumblineException.of(failure.code(), message, failure.remedy())
                : PlumblineException.of(
                        failure.code(), message, failure.remedy(), failure.getCause());
    }
}

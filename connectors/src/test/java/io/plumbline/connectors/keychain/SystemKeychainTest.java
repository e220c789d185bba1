package io.plumbline.connectors.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SystemKeychainTest {
    private static final Patience NONE = new Patience(Duration.ofMillis(50), Duration.ofMillis(50));

    /// Hangs until it is interrupted, as a keychain behind a broken screen lock does.
    private static final class Hanging implements Vault {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public Optional<String> find(String name) {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Optional.empty();
        }

        @Override
        public void store(String name, String value) {
            find(name);
        }

        @Override
        public boolean delete(String name) {
            return find(name).isPresent();
        }
    }

    @Test
    void endsARequestThatHangs() throws Exception {
        Hanging vault = new Hanging();
        SystemKeychain keychain = new SystemKeychain(() -> vault, NONE);

        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class, () -> keychain.store("crm", "Sesame"));
        assertThat(e)
                .hasMessage(
                        "Cannot store secret 'keychain:crm': the keychain gave no answer within"
                                + " 0 s");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.TIMED_OUT);
        vault.interrupted.await();
    }

    @Test
    void endsARequestWhoseThreadIsInterrupted() throws Exception {
        Hanging vault = new Hanging();
        SystemKeychain keychain = new SystemKeychain(() -> vault, Patience.USUAL);
        AtomicReference<PlumblineException> failure = new AtomicReference<>();
        Thread thread =
                Thread.ofPlatform()
                        .start(() ->
                                failure.set(
                                        catchThrowableOfType(
                                                PlumblineException.class,
                                                () -> keychain.find("crm"))));
        vault.asked.await();
        thread.interrupt();
        thread.join();
        vault.interrupted.await();

        assertThat(failure.get())
                .hasMessage("Cannot resolve secret 'keychain:crm': it was cancelled");
        assertThat(failure.get().problem().code()).isEqualTo(ErrorCode.CANCELLED);
    }

    @Test
    void refusesANameThatNoEntryHasWithoutAsking() {
        SystemKeychain keychain =
                new SystemKeychain(
                        () -> {
                            throw new AssertionError("asked");
                        },
                        NONE);
        assertThat(catchThrowableOfType(PlumblineException.class, () -> keychain.find("a\" -w")))
                .hasMessageStartingWith("Invalid name of a keychain's entry (must be");
    }

    @Test
    void refusesANameThatIsTooLong() {
        SystemKeychain keychain = SystemKeychain.ofThisMachine();
        assertThat(
                        catchThrowableOfType(
                                PlumblineException.class, () -> keychain.find("a".repeat(101))))
                .hasMessageContaining("at most 100 letters");
    }
}

package io.plumbline.connectors.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Keychain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
    private static final Keychain KEYCHAIN =
            new Keychain() {
                @Override
                public Optional<String> find(String name) {
                    return name.equals("crm") ? Optional.of("Se\nsame") : Optional.empty();
                }

                @Override
                public void store(String name, String value) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public boolean delete(String name) {
                    throw new UnsupportedOperationException();
                }
            };

    @TempDir private Path root;

    private PlumblineException failure(String reference) {
        return catchThrowableOfType(
                PlumblineException.class, () -> new SecretStore(root, KEYCHAIN).resolve(reference));
    }

    @Test
    void keepsEverySignOfASecretInAFile() throws IOException {
        Files.writeString(root.resolve("secret"), "a\"b$c%d{{e}} \u20ac\nsecond line\n");

        assertThat(new SecretStore(root, KEYCHAIN).resolve("file:secret"))
                .isEqualTo("a\"b$c%d{{e}} \u20ac");
    }

    @Test
    void takesSecretsFromTheEnvironment() {
        assertThat(new SecretStore(root, KEYCHAIN).resolve("env:PATH"))
                .isEqualTo(System.getenv("PATH"));
    }

    @Test
    void namesTheReferenceThatLeadsNowhere() {
        assertThat(failure("env:PLUMBLINE_NO_SUCH_VARIABLE"))
                .hasMessage(
                        "Cannot resolve secret 'env:PLUMBLINE_NO_SUCH_VARIABLE': the environment"
                                + " variable is not set");
        assertThat(failure("file:gone"))
                .hasMessage("Cannot resolve secret 'file:gone': the file cannot be read");
        assertThat(failure("file:gone").problem().code()).isEqualTo(ErrorCode.SECRET_MISSING);
    }

    @Test
    void takesSecretsFromTheKeychain() {
        assertThat(new SecretStore(root, KEYCHAIN).resolve("keychain:crm")).isEqualTo("Se\nsame");
    }

    @Test
    void saysHowToStoreWhatTheKeychainDoesNotHave() {
        PlumblineException e = failure("keychain:erp");

        assertThat(e)
                .hasMessage("Cannot resolve secret 'keychain:erp': the keychain has no such entry");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_MISSING);
        assertThat(e.problem().remedy()).isEqualTo("Store it with: plumbline secret set erp");
    }

    @Test
    void namesTheSchemeThatWasProbablyMeant() {
        assertThat(failure("keychan:crm").problem().remedy())
                .isEqualTo(
                        "Did you mean keychain:NAME? Write env:NAME, file:PATH or keychain:NAME");
        assertThat(failure("hunter2").problem().remedy())
                .isEqualTo("Write env:NAME, file:PATH or keychain:NAME");
    }

    @Test
    void doesNotRepeatASecretInClearText() {
        PlumblineException e = failure("hunter2");

        assertThat(e).hasMessage("Invalid secret: a secret must be a reference");
        assertThat(e.problem().toString()).doesNotContain("hunter2");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_IN_CLEAR_TEXT);
    }
}

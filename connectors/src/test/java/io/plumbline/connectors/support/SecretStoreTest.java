package io.plumbline.connectors.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
    @TempDir private Path root;

    private PlumblineException failure(String reference) {
        return catchThrowableOfType(
                PlumblineException.class, () -> new SecretStore(root).resolve(reference));
    }

    @Test
    void keepsEverySignOfASecretInAFile() throws IOException {
        Files.writeString(root.resolve("secret"), "a\"b$c%d{{e}} \u20ac\nsecond line\n");

        assertThat(new SecretStore(root).resolve("file:secret")).isEqualTo("a\"b$c%d{{e}} \u20ac");
    }

    @Test
    void takesSecretsFromTheEnvironment() {
        assertThat(new SecretStore(root).resolve("env:PATH")).isEqualTo(System.getenv("PATH"));
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
    void saysThatThereIsNoKeychainAndTakesNoOtherSecretInstead() {
        PlumblineException e = failure("keychain:crm");

        assertThat(e)
                .hasMessage(
                        "Cannot resolve secret 'keychain:crm': there is no keychain on this machine"
                                + " that we can ask");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_MISSING);
        assertThat(e.problem().remedy()).isEqualTo("Use env:NAME or file:PATH");
    }

    @Test
    void doesNotRepeatASecretInClearText() {
        PlumblineException e = failure("hunter2");

        assertThat(e).hasMessage("Invalid secret: a secret must be a reference");
        assertThat(e.problem().toString()).doesNotContain("hunter2");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_IN_CLEAR_TEXT);
    }
}

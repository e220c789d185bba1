package io.plumbline.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSchemeTest {
    private static final String ALL = "Write env:NAME, file:PATH or keychain:NAME";

    @ParameterizedTest
    @ValueSource(strings = {"keychian:x", "Keychain:x", "wallet:x", "keychain:\nx"})
    void namesTheSchemeThatWasProbablyMeant(String value) {
        assertThat(SecretScheme.remedy(value)).isEqualTo("Did you mean keychain:NAME? " + ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", ":x", "env:", "jdbc:postgresql://a:b@c", "password:x"})
    void guessesNothingWhereNothingIsNear(String value) {
        assertThat(SecretScheme.remedy(value)).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm", "crm/password@eu-1", "_x", "Schl\u00fcssel.2"})
    void takesTheNamesOfEntries(String name) {
        assertThatCode(() -> SecretScheme.checkName(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " crm", "crm ", "-a", "a b", "a\"b", "a\nb", "a\n", "a:b", "$a", "/a"})
    void refusesOtherNames(String name) {
        PlumblineException e =
                catchThrowableOfType(PlumblineException.class, () -> SecretScheme.checkName(name));
        assertThat(e)
                .hasMessage(
                        "Invalid name of a keychain's entry (must be at most 100 letters, digits"
                                + " and the signs _ . @ / -, the first a letter, a digit or _)");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.ARGUMENT_INVALID);
    }
}

package io.plumbline.connectors.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Speaks to a script that behaves as the manual of `security` says, for the command itself is on
/// macOS only.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one of a shell")
class SecurityToolVaultTest {
    private static final String LIKE_MACOS =
            """
            #!/bin/sh
            store="$(dirname "$0")/entry"
            echo "$@" >>"$(dirname "$0")/arguments"
            case "$1" in
              -i)
                read -r line
                case "$line" in
                  'add-generic-password -U -s plumbline -a "crm" -l "Plumbline: crm" -X '*)
                    printf '%s' "${line##* }" >"$store" ;;
                  *) exit 2 ;;
                esac ;;
              find-generic-password)
                [ -f "$store" ] || exit 44
                echo 'keychain: "/Users/anna/Library/Keychains/login.keychain-db"'
                hex="$(tr a-f A-F <"$store")"
                text="$(printf "$(sed 's/../\\\\x&/g' "$store")" 2>/dev/null)"
                case "$hex" in
                  *0A*|*0D*|*[89A-F][0-9A-F]*) printf 'password: 0x%s  "..."\\n' "$hex" >&2 ;;
                  *) printf 'password: "%s"\\n' "$text" >&2 ;;
                esac ;;
              delete-generic-password)
                [ -f "$store" ] || exit 44
                rm "$store" ;;
            esac
            """;

    @TempDir private Path folder;

    private SecurityToolVault vault(String script) throws IOException {
        Path command = Files.writeString(folder.resolve("security"), script);
        Files.setPosixFilePermissions(
                command, Set.copyOf(PosixFilePermissions.fromString("rwx------")));
        return new SecurityToolVault(
                command.toString(), new Patience(Duration.ofSeconds(1), Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sesame",
                "a\"b'c$d%e{{f}} `g`",
                "0x48656C6C6F",
                "Schl\u00fcssel \u20ac",
                "one\ntwo\r\nthree\n"
            })
    void givesBackEverySignAndPutsNoneOnACommandLine(String value) throws Exception {
        SecurityToolVault vault = vault(LIKE_MACOS.replace("#!/bin/sh", "#!/bin/bash"));
        assertThat(vault.find("crm")).isEmpty();
        vault.store("crm", value);

        assertThat(vault.find("crm")).contains(value);
        assertThat(vault.delete("crm")).isTrue();
        assertThat(vault.delete("crm")).isFalse();
        assertThat(Files.readString(folder.resolve("arguments")))
                .isEqualTo(
                        """
                        find-generic-password -s plumbline -a crm -g
                        -i
                        find-generic-password -s plumbline -a crm -g
                        find-generic-password -s plumbline -a crm -g
                        delete-generic-password -s plumbline -a crm
                        delete-generic-password -s plumbline -a crm
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "36, KEYCHAIN_LOCKED, the keychain is locked",
        "128, KEYCHAIN_LOCKED, 'the keychain asked, and was turned away'",
        "51, KEYCHAIN_DENIED, the keychain denies access",
        "7, KEYCHAIN_UNAVAILABLE, the keychain answers with the error 7"
    })
    void tellsWhyItGotNoAnswer(int code, ErrorCode told, String reason) throws Exception {
        KeychainFailure e =
                catchThrowableOfType(
                        KeychainFailure.class,
                        () -> vault("#!/bin/sh\nexit " + code + "\n").find("crm"));
        assertThat(e).hasMessage(reason);
        assertThat(e.code()).isEqualTo(told);
    }

    @Test
    void noticesWhenAValueWasNotTaken() throws Exception {
        String deaf = LIKE_MACOS.replace(">\"$store\"", ">/dev/null").replace("/sh", "/bash");
        assertThat(
                        catchThrowableOfType(
                                KeychainFailure.class, () -> vault(deaf).store("crm", "Sesame")))
                .hasMessage("the keychain did not take it");
    }

    @Test
    void refusesWhatTheCommandWouldCutOff() throws Exception {
        KeychainFailure e =
                catchThrowableOfType(
                        KeychainFailure.class,
                        () -> vault(LIKE_MACOS).store("crm", "x".repeat(2000)));
        assertThat(e).hasMessage("the value is too large for this keychain (at most 1750 bytes)");
        assertThat(folder.resolve("arguments")).doesNotExist();
    }

    @Test
    void saysThatThereIsNoSuchCommand() {
        KeychainFailure e =
                catchThrowableOfType(
                        KeychainFailure.class,
                        () ->
                                new SecurityToolVault(
                                                folder.resolve("gone").toString(), Patience.USUAL)
                                        .find("crm"));
        assertThat(e).hasMessage("the command 'security' cannot be used");
        assertThat(e.code()).isEqualTo(ErrorCode.KEYCHAIN_UNAVAILABLE);
    }
}

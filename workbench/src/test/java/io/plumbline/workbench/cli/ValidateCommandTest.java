package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir Path root;

    @Test
    void tellsASecretInClearTextOnceWithARemedyThatWorks() throws IOException {
        TestWorkspace.in(root)
                .file(
                        "connections/pg.yaml",
                        """
                        kind: postgres
                        url: jdbc:postgresql://localhost/x
                        user: a
                        password: hunter2
                        """);
        Ran ran = Ran.of("validate", "-w", root.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out() + ran.err())
                .containsOnlyOnce("SECRET_IN_CLEAR_TEXT")
                .contains("connections/pg.yaml:4:1")
                .contains("Write env:NAME, file:PATH or keychain:NAME")
                .contains("1 error,")
                .doesNotContain("hunter2");
    }

    @Test
    void takesAKeychainAndNamesWhatIsWrongWithAReferenceToIt() throws IOException {
        String head = "kind: postgres\nurl: jdbc:postgresql://localhost/x\nuser: a\n";
        TestWorkspace.in(root)
                .file("connections/good.yaml", head + "password: keychain:crm/pw\n")
                .file("connections/name.yaml", head + "password: keychain:hunter 2\n")
                .file("connections/scheme.yaml", head + "password: keychan:hunter2\n");
        Ran ran = Ran.of("validate", "-w", root.toString());
        assertThat(ran.out() + ran.err())
                .contains(
                        "error CONNECTION_INVALID: connections/name.yaml:4:1 (password):"
                                + " Invalid name of a keychain's entry (must be")
                .contains(
                        "error SECRET_IN_CLEAR_TEXT: connections/scheme.yaml:4:1: Secret in clear"
                                + " text: 'password' (must be a reference)\n"
                                + "  Did you mean keychain:NAME? ")
                .contains("2 errors,")
                .doesNotContain("hunter");
    }
}

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
                .contains("Write env:NAME or file:PATH")
                .contains("1 error,")
                .doesNotContain("keychain")
                .doesNotContain("hunter2");
    }
}

package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.testdata.server.DesktopSession;
import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands that reach a keychain run in a process of their own, which sees the session of the test
/// and not the user's.
class SecretCommandTest {
    private static final String VALUE = "Schl\u00fcssel '\"$HOME`\nand more";

    @TempDir private Path folder;

    @Test
    void keepsASecretInTheKeychainForAConnectionAndNowhereElse() throws Exception {
        needAKeyring();
        Path root = makeWorkspace();
        String w = root.toString();
        try (DesktopSession session = DesktopSession.in(folder)) {
            session.keyring();
            Ran missing = give(session, "", "secret", "check", "keychain:hr");
            assertThat(missing.code()).isEqualTo(2);
            assertThat(missing.err())
                    .isEqualTo(
                            "error SECRET_MISSING: Cannot resolve secret 'keychain:hr': the"
                                    + " keychain has no such entry\n"
                                    + "  Store it with: plumbline secret set hr\n");

            Ran stored = give(session, VALUE + "\n", "secret", "set", "hr", "-w", w);
            assertThat(stored.code()).as(stored.err()).isZero();
            assertThat(stored.out()).isEqualTo("Stored. Refer to it as keychain:hr\n");
            Ran rows = give(session, "", query(w));
            assertThat(rows.out()).as(rows.err()).isEqualTo("id\n7\n");

            session.lock();
            Ran locked = give(session, "", "secret", "check", "keychain:hr");
            assertThat(locked.code()).isEqualTo(3);
            assertThat(locked.err())
                    .startsWith(
                            "error KEYCHAIN_LOCKED: Cannot resolve secret 'keychain:hr': the"
                                    + " keychain is locked, and was not unlocked\n");
            assertThat(give(session, "", query(w)).err()).startsWith("error KEYCHAIN_LOCKED: ");
        }
        assertThat(filesWith("and more", root)).isEmpty();
    }

    private static String[] query(String workspace) {
        return new String[] {
            "query",
            "-w",
            workspace,
            "--connection",
            "hr",
            "--format",
            "csv",
            "--sql",
            "SELECT id FROM hr.staff"
        };
    }

    @Test
    void recordsWhichEntryWasChangedInTheAuditLog() throws Exception {
        needAKeyring();
        String w = makeRoot().toString();
        try (DesktopSession session = DesktopSession.in(folder)) {
            session.keyring();
            Ran stored = give(session, "one", "secret", "set", "keychain:hr", "-w", w);
            assertThat(stored.code()).as(stored.err()).isZero();
            Ran found = give(session, "", "secret", "check", "keychain:hr", "--format", "json");
            assertThat(found.out())
                    .isEqualTo(
                            """
                            {
                              "reference": "keychain:hr",
                              "state": "RESOLVES"
                            }
                            """);
            assertThat(give(session, "", "secret", "delete", "hr", "-w", w).out())
                    .isEqualTo("Deleted keychain:hr\n");
            Ran again = give(session, "", "secret", "delete", "hr", "-w", w);
            assertThat(again.code()).isEqualTo(2);
            assertThat(again.err())
                    .isEqualTo(
                            "error SECRET_MISSING: Cannot delete secret 'keychain:hr': the keychain"
                                    + " has no such entry\n");
        }
        assertThat(Ran.of("audit", "log", "-w", w).out().lines().map(l -> l.replaceAll(" +", " ")))
                .anyMatch(l -> l.contains(" secret.stored keychain:hr STORED"))
                .anyMatch(l -> l.contains(" secret.deleted keychain:hr DELETED"))
                .hasSize(3);
        assertThat(Ran.of("audit", "verify", "-w", w).code()).isZero();
    }

    @Test
    void saysWhatToUseWhereThereIsNoSession() throws Exception {
        Ran ran = give(null, "one", "secret", "set", "hr");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .endsWith(
                        "error KEYCHAIN_UNAVAILABLE: Cannot store secret 'keychain:hr': there is no"
                                + " keychain here, for no D-Bus session runs\n"
                                + "  Use env:NAME or file:PATH instead\n");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void takesNoEmptyValueAndNoneThatIsTooLarge() throws Exception {
        assertThat(give(null, "\n", "secret", "set", "hr").err())
                .contains("error ARGUMENT_INVALID: Cannot store the value: it is empty\n");
        Ran large = give(null, "x".repeat(64_001), "secret", "set", "hr");
        assertThat(large.code()).isEqualTo(2);
        assertThat(large.err())
                .contains("Cannot store the value: it is longer than 64000 characters\n");
        assertThat(give(null, "a\0b", "secret", "set", "hr").err())
                .contains("Cannot store the value: it holds a character that no password has");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret set crm hunter2",
                "secret set crm -- hunter2",
                "secret set crm --value=hunter2",
                "secret set $hunter2",
                "secret set env:hunter2",
                "secret check hunter2",
                "secret check keychan:hunter2"
            })
    void doesNotRepeatAValueThatStandsInTheWrongPlace(String line) {
        Ran ran = Ran.of(line.split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).startsWith("error ").doesNotContain("hunter2");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void checksOtherReferencesToo() throws IOException {
        Path root = makeRoot();
        Files.writeString(root.resolve("key"), "Sesame\n");
        Files.writeString(root.resolve("none"), "\n");

        Ran found = Ran.of("secret", "check", "file:key", "-w", root.toString());
        assertThat(found).isEqualTo(new Ran(0, "file:key leads to a secret\n", ""));
        assertThat(Ran.of("secret", "check", "file:none", "-w", root.toString()).err())
                .isEqualTo(
                        "error SECRET_MISSING: Secret 'file:none' is empty\n  Give it a value\n");
    }

    @Test
    void takesALineEndOffAndNothingElse() {
        assertThat(SecretValue.withoutLineEnd("a\n")).isEqualTo("a");
        assertThat(SecretValue.withoutLineEnd("a\r\n")).isEqualTo("a");
        assertThat(SecretValue.withoutLineEnd("a\n\n")).isEqualTo("a\n");
        assertThat(SecretValue.withoutLineEnd(" a \nb ")).isEqualTo(" a \nb ");
        assertThat(SecretValue.withoutLineEnd("")).isEmpty();
        assertThat(SecretValue.withoutLineEnd("a\r")).isEqualTo("a\r");
    }

    @Test
    void refusesWhatTheTerminalGarbled() {
        assertThat(SecretValue.readable("Schl\u00fcssel")).isEqualTo("Schl\u00fcssel");
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class, () -> SecretValue.readable("Schl\ufffdssel"));
        assertThat(e)
                .hasMessage(
                        "Cannot store the value: the terminal does not say how its characters are"
                                + " coded");
        assertThat(e.problem().remedy()).contains("LC_ALL");
    }

    private static void needAKeyring() {
        assumeTrue(
                DesktopSession.missing().isEmpty(),
                () ->
                        DesktopSession.missing().orElseThrow()
                                + " is not installed (apt-get install dbus gnome-keyring)");
    }

    private Path makeRoot() throws IOException {
        return TestWorkspace.in(Files.createDirectory(folder.resolve("workspace"))).root();
    }

    private Path makeWorkspace() throws Exception {
        Path root = makeRoot();
        Files.writeString(
                root.resolve("connections/hr.yaml"),
                "kind: h2\npath: data/hr\nuser: app\npassword: keychain:hr\n");
        String url = "jdbc:h2:file:" + root.resolve("data/hr");
        try (Connection made = DriverManager.getConnection(url, "app", VALUE)) {
            made.createStatement()
                    .execute("CREATE TABLE staff (id INTEGER); INSERT INTO staff VALUES (7)");
        }
        return root;
    }

    private static List<Path> filesWith(String text, Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    /// Runs one command in a process of its own, in the session given or in none.
    private Ran give(@Nullable DesktopSession session, String input, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dcalcite.default.charset=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
        builder.environment().remove("XDG_RUNTIME_DIR");
        if (session != null) {
            builder.environment().put("DBUS_SESSION_BUS_ADDRESS", session.address());
        }
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a command that is refused does not read what it is given
        }
        int code = process.waitFor();
        return new Ran(code, Files.readString(out), Files.readString(err));
    }
}

package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connection files that are made to run scripts, to load classes or to reach further, and those
/// with a password in their URL, from the command line on.
final class HostileConnectionsTest {
    private static final String CANARY = "CANARY-4711";

    @TempDir private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "h2 | jdbc:h2:./x;INIT=RUNSCRIPT FROM 'http://127.0.0.1:9/CANARY-4711' | INIT",
                "h2 | jdbc:h2:./x;IFEXISTS=TRUE\\;init=CREATE ALIAS CANARY-4711 | init",
                "h2 | jdbc:h2:./x%3BINIT=CANARY-4711 | escaped or forbidden character",
                "h2 | jdbc:h2:tcp://127.0.0.1:9/./CANARY-4711 | no plain file",
                "h2 | jdbc:h2:ssl://127.0.0.1:9/./CANARY-4711 | no plain file",
                "h2 | jdbc:h2:file:../CANARY-4711 | outside the workspace",
                "postgres | jdbc:postgresql://127.0.0.1:9/d?socketFactory=CANARY-4711 | socketFactory",
                "postgres | jdbc:postgresql://127.0.0.1:9/d?sslfactory=CANARY-4711 | sslfactory",
                "postgres | jdbc:postgresql://127.0.0.1:9/d?loggerFile=/CANARY-4711 | loggerFile",
                "postgres | jdbc:postgresql://127.0.0.1:9/d?preferQueryMode=CANARY-4711 | preferQueryMode",
            })
    void refusesUrlsThatDoMoreThanConnect(String kind, String url, String reason)
            throws IOException {
        makeWorkspace(kind, url);
        List<Ran> all = commands();
        assertThat(all.stream().map(Ran::code)).as("%s", all).containsExactly(2, 2, 4, 4, 4, 4);
        for (Ran ran : all) {
            assertThat(ran.err() + ran.out())
                    .contains("CONNECTION_URL_REFUSED")
                    .contains(reason)
                    .doesNotContain("Exception", CANARY);
        }
        assertThat(filesWithCanary()).containsExactly(connection());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres | jdbc:postgresql://app:CANARY-4711@127.0.0.1:9/d",
                "postgres | jdbc:postgresql://app:CANARY-4711/x@127.0.0.1:9/d",
                "postgres | jdbc:postgresql://127.0.0.1:9/d?user=a&password=CANARY-4711",
                "postgres | jdbc:postgresql://127.0.0.1:9/d?user=a&PassWord=CANARY-4711",
                "postgres | jdbc:postgresql://127.0.0.1:9/d?user=a&%70assword=CANARY-4711",
                "h2 | jdbc:h2:./x;USER=sa;PASSWORD=CANARY-4711",
            })
    void findsPasswordsInUrlsAndRepeatsThemNowhere(String kind, String url) throws IOException {
        makeWorkspace(kind, url);
        List<Ran> all = commands();
        assertThat(all.stream().map(Ran::code)).as("%s", all).containsOnly(2);
        for (Ran ran : all) {
            assertThat(ran.err() + ran.out())
                    .contains("SECRET_IN_CLEAR_TEXT")
                    .doesNotContain("Exception", CANARY);
        }
        assertThat(filesWithCanary()).containsExactly(connection());
    }

    private Path connection() {
        return root.resolve("connections/far.yaml");
    }

    private void makeWorkspace(String kind, String url) throws IOException {
        TestWorkspace.in(root)
                .file(
                        "connections/far.yaml",
                        "kind: " + kind + "\nurl: \"" + url.replace("\\", "\\\\") + "\"\nuser: a\n")
                .dataset("there", "far", "t")
                .pipeline(
                        "copy",
                        """
                        steps:
                          - id: there
                            type: read
                            dataset: there
                          - id: publish
                            type: write
                            input: there
                            dataset: copied
                        """);
    }

    private List<Ran> commands() {
        String w = root.toString();
        return List.of(
                Ran.of("validate", "-w", w),
                Ran.of("validate", "-w", w, "--format", "json"),
                Ran.of("plan", "copy", "-w", w),
                Ran.of("preview", "copy.there", "-w", w),
                Ran.of("run", "copy", "-w", w),
                Ran.of("query", "-w", w, "--connection", "far", "--sql", "SELECT * FROM far.t"));
    }

    private List<Path> filesWithCanary() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(f -> holds(f)).toList();
        }
    }

    private static boolean holds(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

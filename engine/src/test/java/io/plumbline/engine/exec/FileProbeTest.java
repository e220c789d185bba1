package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProbeTest {
    private static final List<String> BAD =
            List.of(
                    "ARROW-GH-41317",
                    "ARROW-GH-41321",
                    "ARROW-GH-43605",
                    "ARROW-GH-45185",
                    "ARROW-GH-47662",
                    "ARROW-RS-GH-6229-DICTHEADER",
                    "ARROW-RS-GH-6229-LEVELS",
                    "PARQUET-1481");

    @TempDir Path folder;

    private List<Path> badFiles() throws IOException {
        List<Path> out = new ArrayList<>();
        for (String name : BAD) {
            Path file = folder.resolve(name + ".parquet");
            try (InputStream in =
                    FileProbeTest.class.getResourceAsStream("bad_data/" + name + ".parquet")) {
                Files.copy(in, file);
            }
            out.add(file);
        }
        return out;
    }

    @Test
    void survivesPublishedBadFilesAndNamesTheOnesThatAreRefused() throws IOException {
        FileProbe probe = new FileProbe(folder.resolve("cache"), Duration.ofSeconds(60));
        Scan.FileFormat parquet = Scan.FileFormat.PARQUET;
        int refused = 0;
        for (Path file : badFiles()) {
            try (Session session =
                    new Session(
                            EngineSettings.defaults(),
                            Map.of(
                                    List.of("t"),
                                    new Scan.Files(
                                            List.of(file),
                                            parquet,
                                            Map.of(),
                                            Rows.schema("nothing BIGINT"))),
                            List.of(),
                            probe)) {
                session.relation(List.of("t"));
            } catch (PlumblineException e) {
                refused++;
                assertThat(e.getMessage())
                        .contains(String.valueOf(file.getFileName()))
                        .doesNotContain("Exception");
            }
        }
        assertThat(refused).isEqualTo(BAD.size());
    }

    @Test
    void passesGoodAndDamagedFilesAlikeWhenTheProcessSurvives() throws IOException {
        Path good = Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        Path torn = folder.resolve("torn.parquet");
        byte[] noise = new byte[4000];
        new Random(7).nextBytes(noise);
        Files.write(torn, noise);
        FileProbe probe = new FileProbe(folder.resolve("cache"), Duration.ofSeconds(60));

        probe.check(List.of(good), Scan.FileFormat.CSV);
        probe.check(List.of(torn), Scan.FileFormat.PARQUET);

        try (var answers = Files.list(folder.resolve("cache"))) {
            assertThat(answers).hasSize(2);
        }
    }

    @Test
    void namesTheFileOnWhichTheProcessCrashedAndRemembersIt() throws IOException {
        Path first = Files.writeString(folder.resolve("first.csv"), "id\n1\n");
        Path second = Files.writeString(folder.resolve("second.csv"), "id\n1\n");
        FileProbe crashing =
                probe(
                        "echo \"begin $2\"; echo \"begin $3\"; kill -SEGV $$",
                        Duration.ofSeconds(20));

        for (int i = 0; i < 2; i++) {
            PlumblineException e =
                    catchThrowableOfType(
                            PlumblineException.class,
                            () -> crashing.check(List.of(first, second), Scan.FileFormat.CSV));
            assertThat(e.problem().code()).isEqualTo(ErrorCode.DATA_INVALID);
            assertThat(e)
                    .hasMessage(
                            "Cannot read file 'second.csv': the process that opened it for a try"
                                    + " ended abnormally");
        }
        FileGuard later = probe("exit 3", Duration.ofSeconds(20));
        later.check(List.of(first), Scan.FileFormat.CSV);
    }

    @Test
    void endsAProcessThatHangs() throws IOException {
        Path file = Files.writeString(folder.resolve("slow.csv"), "id\n1\n");
        FileProbe hanging = probe("echo \"begin $2\"; exec sleep 600", Duration.ofMillis(300));

        assertThatThrownBy(() -> hanging.check(List.of(file), Scan.FileFormat.CSV))
                .hasMessageStartingWith("Cannot read file 'slow.csv'");
    }

    private FileProbe probe(String script, Duration timeout) {
        return new FileProbe(
                folder.resolve("cache"), timeout, List.of("/bin/sh", "-c", script, "probe"));
    }
}

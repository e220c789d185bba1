package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the files of a workspace hold, reading them ends with problems and nothing else.
class DamagedFilesTest {
    private static final String PIPELINE =
            """
            version: 1
            description: &d Orders, "all" of them
            parameters:
              since: {type: DATE, default: 2020-01-01}
            steps:
              - id: a
                type: sql
                sql: |
                  SELECT 'x' # no comment
                  FROM t
              - {id: b, type: check, input: a.out, checks: [{column: x, min: -1.5e3}], note: *d}
            layout:
              a: {x: 10, y: 20.5}
            """;

    private static final String CONTRACT =
            """
            apiVersion: v3.0.2
            kind: DataContract
            id: x
            version: 1.0.0
            status: active
            servers:
              - {server: c, type: custom}
            schema:
              - name: t
                properties:
                  - {name: a, logicalType: string, required: true}
            slaProperties:
              - {property: retention, value: 3, unit: y}
            """;

    @TempDir Path root;

    @BeforeEach
    void makeWorkspace() {
        WorkspaceWriter.init(root, "x");
    }

    @Test
    void damagedBytesGiveProblemsOnly() throws IOException {
        Random random = new Random(42);
        String[] good = {PIPELINE, CONTRACT, "kind: files\npath: 'data'\n"};
        String[] files = {"pipelines/p.yaml", "datasets/d.yaml", "connections/c.yaml"};
        int bad = 0;
        for (int i = 0; i < 600; i++) {
            int kind = i % 3;
            byte[] bytes = damaged(good[kind].getBytes(StandardCharsets.UTF_8), random);
            Files.write(root.resolve(files[kind]), bytes);
            List<Problem> problems = WorkspaceFiles.read(root).problems();
            bad += problems.isEmpty() ? 0 : 1;
            for (Problem problem : problems) {
                assertThat(problem.message()).isNotBlank();
                assertThat(problem.place().file()).as(problem.toString()).isNotNull();
            }
        }
        assertThat(bad).isGreaterThan(100);
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        String tokens = "[]{}:,#&*!|>'\"%@`-? \n\t\r\0x1\\~<=";
        for (int k = random.nextInt(1, 4); k > 0; k--) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    random.nextInt(5) == 0
                            ? (byte) random.nextInt(256)
                            : (byte) tokens.charAt(random.nextInt(tokens.length()));
        }
        int end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return java.util.Arrays.copyOf(bytes, end);
    }

    @Test
    void refusesHugeFilesLinksAndStrangeNames() throws IOException {
        Files.writeString(root.resolve("connections/huge.yaml"), "kind: " + "x".repeat(10_000_000));
        Path outside = Files.createTempFile("outside", ".yaml");
        Files.writeString(outside, "kind: files\n");
        Files.createSymbolicLink(root.resolve("connections/link.yaml"), outside);
        Files.createSymbolicLink(root.resolve("connections/gone.yaml"), root.resolve("nowhere"));
        Files.createDirectories(root.resolve("connections/folder.yaml"));
        Files.writeString(root.resolve("connections/a.b.yaml"), "kind: files\n");
        Files.writeString(root.resolve("connections/c.yml"), "kind: files\n");
        Files.writeString(root.resolve("connections/list.yaml"), "- kind\n");
        List<Problem> problems = WorkspaceFiles.read(root).problems();
        Files.delete(outside);
        assertThat(problems.stream().map(p -> p.place().file() + " " + p.message()).toList())
                .containsExactly(
                        "connections/a.b.yaml Invalid file name: 'a.b.yaml' (must be letters, digits, '_' and '-', at most 100, then '.yaml')",
                        "connections/c.yml Invalid file name: 'c.yml' (must end with '.yaml')",
                        "connections/folder.yaml Cannot read file: it is no regular file",
                        "connections/gone.yaml Cannot read file: it is a link to a file that does not exist",
                        "connections/huge.yaml Invalid file: larger than 4 MB",
                        "connections/link.yaml Refused file: it is a link that leads out of the workspace",
                        "connections/list.yaml Invalid file: it is no map");
        assertThat(problems).allSatisfy(p -> assertThat(p.remedy()).isNotBlank());
    }

    @Test
    void tellsAllFilesInOrderAndReadsTheGoodOnes() throws IOException {
        Files.writeString(
                root.resolve("connections/twice.yaml"), "kind: postgres\nkind: mariadb\n");
        Files.writeString(root.resolve("connections/good.yaml"), "kind: files\npath: .\n");
        Files.writeString(
                root.resolve("pipelines/p.yaml"),
                "steps:\n  - {id: a, type: read}\n  - {id: a, type: read}\nz: 1\n");
        ReadWorkspace read = WorkspaceFiles.read(root);
        assertThat(read.problems().stream().map(p -> p.place() + " " + p.message()).toList())
                .containsExactly(
                        "connections/twice.yaml:2:1 Invalid key: 'kind' is given twice, in lines 1 and 2",
                        "pipelines/p.yaml:3:6 Invalid step id: 'a' is given twice, in lines 2 and 3",
                        "pipelines/p.yaml:4:1 Unknown key: 'z'");
        assertThat(read.workspace().connections()).containsOnlyKeys("good");
        assertThat(read.isGood()).isFalse();
    }

    @Test
    void aWorkspaceFileThatIsBrokenIsTold() throws IOException {
        Files.writeString(root.resolve("workspace.yaml"), "name: [x\n");
        ReadWorkspace read = WorkspaceFiles.read(root);
        assertThat(read.problems()).hasSize(1);
        assertThat(read.problems().getFirst().code()).isEqualTo(ErrorCode.YAML_SYNTAX);
        assertThat(read.workspace().name()).isEqualTo(root.getFileName().toString());
    }
}

package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceWriterTest {
    @TempDir Path folder;

    @Test
    void makesAWorkspaceThatReadsWithoutProblems() throws IOException {
        Path root = folder.resolve("ws");
        WorkspaceWriter.init(root, "My shop: 2024");
        ReadWorkspace read = WorkspaceFiles.read(root);
        assertThat(read.problems()).isEmpty();
        assertThat(read.workspace().name()).isEqualTo("My shop: 2024");
        assertThat(Files.readString(root.resolve(".gitignore"))).isEqualTo(".plumbline/\n");
        assertThat(root.resolve("pipelines/.gitkeep")).exists();
        assertThatThrownBy(() -> WorkspaceWriter.init(root, "again"))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("holds 'workspace.yaml' already");
        assertThat(WorkspaceFiles.read(root).workspace().name()).isEqualTo("My shop: 2024");
    }

    @Test
    void keepsOtherFilesOfTheFolder() throws IOException {
        Files.writeString(folder.resolve(".gitignore"), "target/");
        Files.writeString(folder.resolve("README.md"), "mine");
        WorkspaceWriter.init(folder, "x");
        assertThat(Files.readString(folder.resolve(".gitignore")))
                .isEqualTo("target/\n.plumbline/\n");
        assertThat(Files.readString(folder.resolve("README.md"))).isEqualTo("mine");
    }

    @Test
    void refusesAFolderWithDesignFilesAndAFile() throws IOException {
        Files.createDirectories(folder.resolve("a/pipelines"));
        Files.writeString(folder.resolve("a/pipelines/p.yaml"), "steps: []");
        PlumblineException failure =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> WorkspaceWriter.init(folder.resolve("a"), "x"));
        assertThat(failure.problem().code()).isEqualTo(ErrorCode.WORKSPACE_EXISTS);
        assertThat(failure).hasMessageContaining("'pipelines'");
        Files.writeString(folder.resolve("b"), "");
        assertThatThrownBy(() -> WorkspaceWriter.init(folder.resolve("b"), "x"))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void keepsAPersonsCommentsWhenAStepChanges() throws IOException {
        WorkspaceWriter.init(folder, "x");
        String before =
                """
                # Orders of the day
                # owned by sales

                version: 1 # the first
                description: Orders
                steps:
                  # where they come from
                  - id: orders # not those of the archive
                    type: read
                    dataset: orders

                  # dear ones only
                  - id: big
                    type: filter # drops rows
                    input: orders
                    # in euro
                    condition: amount > 10
                  - id: shaped
                    type: sql
                    input: big
                    sql: | # by hand
                      SELECT x -- # no comment
                      # nor this
                      FROM t

                # boxes
                layout:
                  orders: {x: 1, y: 2} # left
                # the end
                """;
        Path file = folder.resolve("pipelines/daily.yaml");
        Files.writeString(file, before);
        Pipeline daily = read("daily");
        WorkspaceWriter.save(folder, daily);
        assertThat(Files.readString(file)).isEqualTo(before);
        WorkspaceWriter.save(folder, withCondition(daily, "amount > 20"));
        assertThat(Files.readString(file)).isEqualTo(before.replace("amount > 10", "amount > 20"));
    }

    @Test
    void movesCommentsInsideAListToItsLine() throws IOException {
        WorkspaceWriter.init(folder, "x");
        Path file = folder.resolve("pipelines/p.yaml");
        Files.writeString(
                file,
                """
                steps:
                  - id: u
                    type: union
                    inputs:
                      - a # first
                      # the newer one
                      - b # second
                """);
        WorkspaceWriter.save(folder, read("p"));
        String after = Files.readString(file);
        assertThat(after)
                .isEqualTo(
                        """
                        version: 1
                        steps:
                          - id: u
                            type: union
                            # the newer one
                            # second
                            inputs: [a, b] # first
                        """);
        WorkspaceWriter.save(folder, read("p"));
        assertThat(Files.readString(file)).isEqualTo(after);
    }

    @Test
    void writesAContractForADiscoveredTable() throws IOException {
        WorkspaceWriter.init(folder, "x");
        WorkspaceWriter.save(
                folder,
                new Connection(
                        "crm",
                        "postgres",
                        "eu",
                        null,
                        null,
                        null,
                        Map.of("url", "jdbc:postgresql://db/crm", "password", "env:CRM")));
        Dataset found =
                new Dataset(
                        "customers",
                        null,
                        "crm",
                        "public.customers",
                        Schema.of(
                                new Field("id", DataType.BIGINT, false),
                                new Field("income", DataType.decimal(12, 2), true),
                                new Field(
                                        "seen at", DataType.of(DataType.Kind.TIMESTAMP_TZ), false)),
                        List.of("id"),
                        Map.of("income", "user.financial"),
                        "sales",
                        List.of());
        Path file = WorkspaceWriter.save(folder, found);
        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        apiVersion: v3.1.0
                        kind: DataContract
                        id: customers
                        version: 1.0.0
                        status: active
                        servers:
                          - server: crm
                            type: custom
                        schema:
                          - name: customers
                            physicalName: public.customers
                            properties:
                              - name: id
                                logicalType: integer
                                physicalType: BIGINT
                                primaryKey: true
                                primaryKeyPosition: 1
                              - name: income
                                logicalType: number
                                physicalType: DECIMAL(12,2)
                                customProperties:
                                  - property: dataClass
                                    value: user.financial
                              - name: seen at
                                logicalType: timestamp
                                physicalType: TIMESTAMP_TZ
                                required: true
                        customProperties:
                          - property: owner
                            value: sales
                        """);
        ReadWorkspace read = WorkspaceFiles.read(folder);
        assertThat(read.problems()).isEmpty();
        Dataset back = read.workspace().datasets().get("customers");
        assertThat(back.schema()).isEqualTo(found.schema());
        assertThat(back.keys()).isEqualTo(found.keys());
        assertThat(back.classes()).isEqualTo(found.classes());
        assertThat(back.owner()).isEqualTo("sales");
        assertThat(back.table()).isEqualTo("public.customers");
    }

    @Test
    void neverWritesASecretInClearText() {
        Connection connection =
                new Connection(
                        "crm", "postgres", null, null, null, null, Map.of("password", "hunter2"));
        assertThatThrownBy(() -> WorkspaceWriter.save(folder, connection))
                .isInstanceOf(PlumblineException.class)
                .hasMessage("Secret in clear text: 'password' (must be a reference)");
        assertThat(folder.resolve("connections/crm.yaml")).doesNotExist();
    }

    @Test
    void leavesTheOldFileWhenItCannotBeReadOrWritten() throws IOException {
        WorkspaceWriter.init(folder, "x");
        Path file = folder.resolve("pipelines/p.yaml");
        Files.writeString(file, "steps: [unclosed\n");
        Pipeline pipeline = new Pipeline("p", null, List.of(), List.of(), List.of(), Map.of());
        assertThatThrownBy(() -> WorkspaceWriter.save(folder, pipeline))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("']' is missing");
        assertThat(Files.readString(file)).isEqualTo("steps: [unclosed\n");
        Files.createDirectories(folder.resolve("pipelines/.q.yaml.new/in-the-way"));
        Files.writeString(folder.resolve("pipelines/q.yaml"), "steps: []\n");
        Pipeline other = new Pipeline("q", "new", List.of(), List.of(), List.of(), Map.of());
        assertThatThrownBy(() -> WorkspaceWriter.save(folder, other))
                .isInstanceOf(PlumblineException.class)
                .hasMessage("Cannot write file");
        assertThat(Files.readString(folder.resolve("pipelines/q.yaml"))).isEqualTo("steps: []\n");
    }

    @Test
    void refusesNamesThatLeaveTheFolderAndLinksOutOfTheWorkspace() throws IOException {
        Path root = folder.resolve("ws");
        WorkspaceWriter.init(root, "x");
        for (String name : List.of("../x", "a/b", "", ".", "a.b", "x\u0000")) {
            Pipeline pipeline = new Pipeline(name, null, List.of(), List.of(), List.of(), Map.of());
            assertThatThrownBy(() -> WorkspaceWriter.save(root, pipeline))
                    .isInstanceOf(PlumblineException.class)
                    .hasMessageStartingWith("Invalid name: '");
        }
        Path outside = Files.writeString(folder.resolve("outside.yaml"), "steps: []\n");
        Files.createSymbolicLink(root.resolve("pipelines/link.yaml"), outside);
        Pipeline link = new Pipeline("link", "x", List.of(), List.of(), List.of(), Map.of());
        assertThatThrownBy(() -> WorkspaceWriter.save(root, link))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("leads out of the workspace");
        assertThat(Files.readString(outside)).isEqualTo("steps: []\n");
    }

    @Test
    void leavesNothingBesideTheFile() throws IOException {
        WorkspaceWriter.init(folder, "x");
        WorkspaceWriter.save(
                folder, new Pipeline("p", "d", List.of(), List.of(), List.of(), Map.of()));
        try (Stream<Path> files = Files.list(folder.resolve("pipelines"))) {
            assertThat(files.map(f -> f.getFileName().toString()).sorted())
                    .containsExactly(".gitkeep", "p.yaml");
        }
    }

    private Pipeline read(String name) {
        ReadWorkspace read = WorkspaceFiles.read(folder);
        assertThat(read.problems()).isEmpty();
        return read.workspace().pipelines().get(name);
    }

    private static Pipeline withCondition(Pipeline pipeline, String condition) {
        List<StepSpec> steps = new ArrayList<>();
        for (StepSpec step : pipeline.steps()) {
            Map<String, Value> parameters = new LinkedHashMap<>(step.parameters());
            parameters.computeIfPresent("condition", (_, _) -> Value.text(condition));
            steps.add(new StepSpec(step.id(), step.type(), parameters, step.note()));
        }
        return new Pipeline(
                pipeline.name(),
                pipeline.description(),
                pipeline.parameters(),
                steps,
                pipeline.wires(),
                pipeline.layout());
    }
}

package io.plumbline.workbench.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A workspace made for a test, with a connection `files` to its own folder `data`.
public record TestWorkspace(Path root) {

    /// Makes a workspace without pipelines.
    public static TestWorkspace in(Path root) throws IOException {
        TestWorkspace made = new TestWorkspace(root);
        made.file("workspace.yaml", "version: 1\nname: test\n");
        made.file("connections/files.yaml", "kind: files\npath: data\n");
        Files.createDirectories(root.resolve("data"));
        return made;
    }

    /// Writes a file below the root.
    public TestWorkspace file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        return this;
    }

    /// Writes the contract of a dataset that is a file of the connection `files`.
    public TestWorkspace dataset(String name, String fileName) throws IOException {
        return dataset(name, "files", fileName);
    }

    /// Writes the contract of a dataset that lists no columns.
    public TestWorkspace dataset(String name, String connection, String table) throws IOException {
        return file(
                "datasets/" + name + ".yaml",
                """
                apiVersion: v3.0.2
                kind: DataContract
                id: %1$s
                name: %1$s
                version: 1.0.0
                status: active
                servers:
                  - server: %2$s
                    type: custom
                schema:
                  - name: %1$s
                    physicalName: %3$s
                """
                        .formatted(name, connection, table));
    }

    /// Writes a pipeline.
    ///
    /// @param steps the YAML list of steps, each line indented by two
    public TestWorkspace pipeline(String name, String steps) throws IOException {
        return file("pipelines/" + name + ".yaml", "version: 1\nname: " + name + "\n" + steps);
    }
}

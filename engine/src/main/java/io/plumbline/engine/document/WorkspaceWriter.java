package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes the files of a workspace: in canonical order, whole or not at all, with the comments that
/// a person put into them.
///
/// Comments stay with the key, or with the list's item by its id or name, that they stand before or
/// behind. Lost are those of parts that are gone or renamed; those inside a list or map that is
/// written in one line move to that line. Aliases are written out. Quotes, indentation and the
/// order of a format's own keys become canonical.
public final class WorkspaceWriter {
    private static final String IGNORED = ".plumbline/";

    private WorkspaceWriter() {}

    /// Makes a new, empty workspace in a folder, which is made when it is missing.
    ///
    /// @throws PlumblineException with WORKSPACE_EXISTS when there is one already, or when a file
    ///   of the folder would be overwritten
    public static Workspace init(Path folder, String name) {
        Path root = folder.toAbsolutePath().normalize();
        refuseExisting(root);
        Workspace workspace = new Workspace(root, name, null, Map.of(), Map.of(), Map.of());
        for (String part : List.of("connections", "datasets", "pipelines")) {
            Path kept = root.resolve(part).resolve(".gitkeep");
            if (!DesignFile.exists(kept)) {
                AtomicFile.write(kept, "");
            }
        }
        ignoreState(root);
        AtomicFile.write(
                root.resolve(WorkspaceFiles.WORKSPACE), WorkspaceDocument.write(workspace, null));
        return workspace;
    }

    private static void refuseExisting(Path root) {
        if (DesignFile.exists(root) && !Files.isDirectory(root)) {
            throw failure(
                    ErrorCode.WORKSPACE_EXISTS,
                    "Cannot make workspace: '" + root + "' is a file",
                    "Name another folder");
        }
        List<Path> inTheWay =
                Stream.of(WorkspaceFiles.WORKSPACE, "connections", "datasets", "pipelines")
                        .map(root::resolve)
                        .filter(p -> DesignFile.exists(p) && !isEmptyFolder(p))
                        .toList();
        if (!inTheWay.isEmpty()) {
            throw failure(
                    ErrorCode.WORKSPACE_EXISTS,
                    "Cannot make workspace: '%s' holds '%s' already"
                            .formatted(root, inTheWay.getFirst().getFileName()),
                    "Name another folder, or use the workspace that is there");
        }
    }

    private static boolean isEmptyFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.allMatch(f -> f.getFileName().toString().equals(".gitkeep"));
        } catch (IOException _) {
            return false;
        }
    }

    private static void ignoreState(Path root) {
        Path file = root.resolve(".gitignore");
        String before = DesignFile.exists(file) ? text(root, file) : "";
        if (before.lines().noneMatch(IGNORED::equals)) {
            String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
            AtomicFile.write(file, before + gap + IGNORED + "\n");
        }
    }

    /// Writes `workspace.yaml`: what the workspace says itself, not its connections, datasets and
    /// pipelines. Returns the file.
    public static Path save(Workspace workspace) {
        Path file = workspace.root().resolve(WorkspaceFiles.WORKSPACE);
        return save(workspace.root(), file, old -> WorkspaceDocument.write(workspace, old));
    }

    /// Writes a pipeline's file. Returns it.
    ///
    /// @throws PlumblineException when the name cannot name a file, the existing file cannot be
    ///   read, or writing fails; the existing file is then as it was
    public static Path save(Path root, Pipeline pipeline) {
        Path file = file(root, Format.PIPELINE, pipeline.name());
        return save(root, file, old -> PipelineDocument.write(pipeline, old));
    }

    /// Writes the text of a pipeline's file as a person wrote it, whole or not at all. Returns the
    /// file.
    ///
    /// @throws PlumblineException when the name cannot name a file, or writing fails; the existing
    ///   file is then as it was
    public static Path saveText(Path root, String pipeline, String text) {
        Path file = file(root, Format.PIPELINE, pipeline);
        AtomicFile.write(file, text);
        return file;
    }

    /// Writes a dataset's contract. Returns the file.
    ///
    /// @throws PlumblineException as [#save(Path, Pipeline)] does
    public static Path save(Path root, Dataset dataset) {
        Path odcs = root.resolve(Format.DATASET.folder()).resolve(dataset.name() + ".odcs.yaml");
        Path file = Files.exists(odcs) ? odcs : file(root, Format.DATASET, dataset.name());
        return save(root, file, old -> DatasetDocument.write(dataset, old));
    }

    /// Writes a connection's file. Returns it.
    ///
    /// @throws PlumblineException as [#save(Path, Pipeline)] does, and with SECRET_IN_CLEAR_TEXT
    ///   when a setting holds a secret
    public static Path save(Path root, Connection connection) {
        Path file = file(root, Format.CONNECTION, connection.name());
        return save(root, file, old -> safe(ConnectionDocument.write(connection, old), file));
    }

    /// Refuses a connection that holds a secret in clear text; writes nothing.
    ///
    /// @throws PlumblineException with SECRET_IN_CLEAR_TEXT
    public static void check(Connection connection) {
        safe(
                ConnectionDocument.write(connection, null),
                Path.of(Format.CONNECTION.folder(), "this.yaml"));
    }

    private static String safe(String text, Path file) {
        FileProblems problems =
                new FileProblems(Format.CONNECTION.folder() + "/" + file.getFileName());
        if (YamlReader.read(text, problems.file()) instanceof Element.Mapping root) {
            ClearTextSecrets.check(root, problems);
        }
        if (!problems.none()) {
            throw new PlumblineException(problems.sorted(), null);
        }
        return text;
    }

    private static Path file(Path root, Format format, String name) {
        if (!Names.isName(name)) {
            throw failure(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid name: '" + YamlReader.shown(name) + "' (" + Names.RULE + ")",
                    "Choose another name");
        }
        return root.resolve(format.folder()).resolve(name + ".yaml");
    }

    private static Path save(Path root, Path file, Function<@Nullable String, String> writing) {
        String before = DesignFile.exists(file) ? text(root, file) : null;
        String after = writing.apply(before);
        if (!after.equals(before)) {
            AtomicFile.write(file, after);
        }
        return file;
    }

    private static String text(Path root, Path file) {
        String name = root.relativize(file).toString().replace('\\', '/');
        try {
            return Utf8Text.decode(DesignFile.read(root.toRealPath(), file, name), name);
        } catch (IOException _) {
            throw failure(
                    ErrorCode.FILE_UNREADABLE, "Cannot read file: '" + name + "'", "Check it");
        }
    }

    private static PlumblineException failure(ErrorCode code, String message, String remedy) {
        return new PlumblineException(Problem.error(code, message, Place.NOWHERE, remedy));
    }
}

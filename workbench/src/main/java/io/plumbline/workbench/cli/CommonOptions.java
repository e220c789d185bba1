package io.plumbline.workbench.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that every command takes.
final class CommonOptions {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            description =
                    "The workspace; default: the current folder or the nearest parent that holds a workspace.yaml")
    @Nullable Path workspace;

    @Option(names = "--quiet", description = "No progress, no hints")
    boolean quiet;

    @Option(names = "--debug", description = "Stack traces")
    boolean debug;
}

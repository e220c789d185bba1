package io.plumbline.workbench.benchmark;

import io.plumbline.connectors.files.FolderSource;
import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.exec.PipelineRunner;
import io.plumbline.engine.exec.PreviewRequest;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.step.DatasetSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The 22 TPC-H queries as pipelines of several steps each; the step `result` is the answer.
final class TpchPipelines {
    private static final List<String> TABLES =
            List.of(
                    "customer",
                    "lineitem",
                    "nation",
                    "orders",
                    "part",
                    "partsupp",
                    "region",
                    "supplier");
    private static final long ALL = 1_000_000_000;

    private final List<Pipeline> pipelines = new ArrayList<>();

    TpchPipelines() throws IOException {
        Path folder = Files.createTempDirectory("tpch-pipelines");
        try {
            write(folder);
            var read = WorkspaceFiles.read(folder);
            if (!read.problems().isEmpty()) {
                throw new IllegalStateException(read.problems().toString());
            }
            Map<String, Pipeline> found = read.workspace().pipelines();
            for (int i = 1; i <= found.size(); i++) {
                pipelines.add(found.get("q" + i));
            }
        } finally {
            delete(folder);
        }
    }

    /// Compiles and starts one; its rows are computed as they are read.
    QueryResult run(FolderSource source, int number) {
        CompiledPipeline compiled =
                new PipelineCompiler(new Tables(source)).compile(pipelines.get(number), Map.of());
        if (!compiled.problems().isEmpty()) {
            throw new IllegalStateException(compiled.problems().toString());
        }
        return new PipelineRunner()
                .preview(
                        compiled,
                        new PortRef("result", "out"),
                        new PreviewRequest(
                                ALL,
                                table -> source.scan(table, null),
                                EngineSettings.defaults(),
                                FileGuard.NONE,
                                Programs.NONE),
                        new Cancellation());
    }

    private static void write(Path folder) throws IOException {
        Path pipelines = Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(folder.resolve("workspace.yaml"), "version: 1\nname: tpch\n");
        try (InputStream in = TpchPipelines.class.getResourceAsStream("tpch-pipelines.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String part : text.split("(?m)^## ")) {
                if (!part.isBlank()) {
                    String[] numbered = part.split("\n", 2);
                    Files.writeString(
                            pipelines.resolve("q" + numbered[0].strip() + ".yaml"),
                            "version: 1\nsteps:\n" + reads(numbered[1]) + numbered[1]);
                }
            }
        }
    }

    private static String reads(String steps) {
        StringBuilder reads = new StringBuilder();
        for (String table : TABLES) {
            String used = "(?s).*((input|left|right): %s[,}]|inputs: \\[[^]]*\\b%s\\b).*";
            if (steps.matches(used.formatted(table, table))) {
                reads.append("- {id: %s, type: read, dataset: %s}%n".formatted(table, table));
            }
        }
        return reads.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// The files of a folder.
    private static final class Tables implements DatasetSchemas {
        private final FolderSource source;
        private final Map<String, Schema> known = new HashMap<>();

        Tables(FolderSource source) {
            this.source = source;
        }

        @Override
        public Optional<Schema> readable(String dataset) {
            return Optional.of(known.computeIfAbsent(dataset, d -> source.scan(d, null).schema()));
        }

        @Override
        public Optional<Schema> contract(String dataset) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return TABLES;
        }
    }
}

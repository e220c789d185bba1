package io.plumbline.workbench.benchmark;

import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.step.DatasetSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How long it takes to compile a pipeline of 200 steps: as a whole, after a change of one step,
/// and after one whose columns all later steps see.
///
/// Arguments: the number of rounds (default 40), steps (default 200).
public final class CompileBenchmark {
    private CompileBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        Path folder = Files.createTempDirectory("compile-benchmark");
        try {
            Pipeline[] plain = new Pipeline[2];
            Pipeline[] wider = new Pipeline[2];
            for (int i = 0; i < 2; i++) {
                plain[i] = pipeline(folder, steps, "qty > " + i, "a");
                wider[i] = pipeline(folder, steps, "qty > 0", "a" + i);
            }
            long begin = System.nanoTime();
            compile(new PipelineCompiler(new Shop()), plain[0], steps);
            System.out.printf(Locale.ROOT, "first in a cold JVM: %.0f ms%n", millis(begin));
            report(
                    "whole, warm",
                    rounds,
                    i -> compile(new PipelineCompiler(new Shop()), plain[i % 2], steps));
            PipelineCompiler compiler = new PipelineCompiler(new Shop());
            compile(compiler, plain[1], steps);
            long before = compiler.compilations();
            report("one step changed", rounds, i -> compile(compiler, plain[i % 2], steps));
            System.out.printf(
                    "  steps compiled a round: %d%n",
                    (compiler.compilations() - before) / (2 * rounds));
            report(
                    "columns of the first chain changed",
                    rounds,
                    i -> compile(compiler, wider[i % 2], steps));
        } finally {
            delete(folder);
        }
    }

    private interface Round {
        void run(int number);
    }

    private static void report(String what, int rounds, Round round) {
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            round.run(i); // warm
        }
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            round.run(i);
            times[i] = millis(begin);
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, p95 %.1f ms, least %.1f ms (%d rounds)%n",
                what,
                times[rounds / 2],
                times[rounds * 95 / 100],
                times[0],
                rounds);
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void compile(PipelineCompiler compiler, Pipeline pipeline, int steps) {
        CompiledPipeline compiled = compiler.compile(pipeline, Map.of());
        if (!compiled.problems().isEmpty() || compiled.steps().size() != steps) {
            throw new IllegalStateException(compiled.problems().toString());
        }
    }

    private static Pipeline pipeline(Path folder, int steps, String condition, String column)
            throws IOException {
        String yaml = BigPipeline.text(steps, condition, column);
        Files.createDirectories(folder.resolve("pipelines"));
        Files.writeString(folder.resolve("workspace.yaml"), "version: 1\nname: benchmark\n");
        Files.writeString(folder.resolve("pipelines/big.yaml"), yaml);
        var read = WorkspaceFiles.read(folder);
        if (!read.problems().isEmpty()) {
            throw new IllegalStateException(read.problems().toString());
        }
        return read.workspace().pipelines().get("big");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// One table of orders.
    private static final class Shop implements DatasetSchemas {
        private static final Schema ORDERS =
                new Schema(
                        Stream.of(
                                        "id BIGINT",
                                        "customer BIGINT",
                                        "amount DECIMAL(12,2)",
                                        "discount DECIMAL(4,2)",
                                        "qty INTEGER",
                                        "state VARCHAR",
                                        "day DATE")
                                .map(c -> c.split(" "))
                                .map(c -> new Field(c[0], DataType.parse(c[1]).orElseThrow(), true))
                                .toList());

        @Override
        public Optional<Schema> readable(String dataset) {
            return dataset.equals("orders") ? Optional.of(ORDERS) : Optional.empty();
        }

        @Override
        public Optional<Schema> contract(String dataset) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of("orders");
        }
    }
}

package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.quality.CheckAction;
import io.plumbline.engine.spi.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All places that a run writes to. Closing without commit leaves nothing behind.
final class Outputs implements AutoCloseable {
    private final Map<String, Output> bySink = new LinkedHashMap<>();
    private final @Nullable Path quarantine;
    private final @Nullable Path partial;
    private boolean kept;

    /// Opens the outputs of all write steps.
    Outputs(CompiledPipeline pipeline, RunRequest request) {
        boolean rejects =
                pipeline.steps().values().stream()
                        .flatMap(s -> s.checks().stream())
                        .anyMatch(c -> c.action() != CheckAction.WARN);
        Path folder = request.quarantine();
        this.quarantine = folder == null || !rejects ? null : folder.resolve(request.runId());
        this.partial =
                folder == null || !rejects ? null : folder.resolve(request.runId() + ".partial");
        try {
            if (partial != null) {
                Files.createDirectories(partial);
            }
            for (CompiledStep step : PipelineRunner.sinks(pipeline)) {
                bySink.put(step.id(), request.writing().apply(Objects.requireNonNull(step.sink())));
            }
        } catch (IOException e) {
            close();
            throw quarantineFailed(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Returns the output of a write step.
    Output of(String step) {
        return Objects.requireNonNull(bySink.get(step));
    }

    /// Returns the folder for rows that failed checks, null when there is none.
    @Nullable Path quarantineFolder() {
        return partial;
    }

    /// Returns the real folders that the engine writes files into.
    List<Path> folders() {
        List<Path> out = new ArrayList<>();
        try {
            for (Output output : bySink.values()) {
                if (output instanceof Output.Files files) {
                    out.add(files.staging().toRealPath());
                }
            }
            if (partial != null) {
                out.add(partial.toRealPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    /// Makes all outputs visible: databases first, which may still refuse what they got, then
    /// files, whose names only change.
    ///
    /// @param committed told of each step's version
    void commit(BiConsumer<String, String> committed) {
        bySink.forEach((step, output) -> {
            if (output instanceof Output.Rows) {
                committed.accept(step, output.commit());
            }
        });
        bySink.forEach((step, output) -> {
            if (output instanceof Output.Files) {
                committed.accept(step, output.commit());
            }
        });
    }

    /// Keeps the rows that failed checks.
    void keepQuarantine() {
        if (partial == null || quarantine == null) {
            return;
        }
        try {
            try (Stream<Path> files = Files.list(partial)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
            Files.move(partial, quarantine);
            kept = true;
        } catch (IOException e) {
            throw quarantineFailed(e);
        }
    }

    /// Returns the files kept, relative to the quarantine folder, sorted.
    List<Path> quarantined() {
        if (!kept || quarantine == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(quarantine)) {
            Path name = Objects.requireNonNull(quarantine.getFileName());
            return files.map(f -> name.resolve(f.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw quarantineFailed(e);
        }
    }

    private static PlumblineException quarantineFailed(IOException e) {
        return PlumblineException.of(
                ErrorCode.FILE_UNREADABLE,
                "Cannot keep rows that failed checks: the quarantine folder cannot be written",
                null,
                e);
    }

    @Override
    public void close() {
        bySink.values().forEach(Output::close);
        if (partial != null && Files.exists(partial)) {
            LockedDatabase.delete(partial);
        }
    }
}

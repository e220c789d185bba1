package io.plumbline.engine.exec;

import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.step.SinkTarget;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a run needs beside its pipeline.
///
/// @param runId names the run's folder in the quarantine: letters, digits, `_`, `-`
/// @param reading gives the rows of a dataset by name; asked once for each dataset
/// @param writing opens a place to write to; asked once for each write step
/// @param quarantine the folder for rows that fail checks; null drops these rows, they are counted
///   all the same
/// @param exactAccounts whether rows are counted after every step, which may cost a second pass
///   over the data
/// @param guard looks at files before they are opened
/// @param programs which programs may be run
public record RunRequest(
        String runId,
        Function<String, Scan> reading,
        Function<SinkTarget, Output> writing,
        @Nullable Path quarantine,
        boolean exactAccounts,
        EngineSettings settings,
        FileGuard guard,
        Programs programs) {

    /// Makes a request that runs no program.
    public RunRequest(
            String runId,
            Function<String, Scan> reading,
            Function<SinkTarget, Output> writing,
            @Nullable Path quarantine,
            boolean exactAccounts,
            EngineSettings settings,
            FileGuard guard) {
        this(runId, reading, writing, quarantine, exactAccounts, settings, guard, Programs.NONE);
    }

    /// Refuses ids that are no file names.
    public RunRequest {
        if (!runId.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new IllegalArgumentException("a run's id is letters, digits, _ and -");
        }
    }
}

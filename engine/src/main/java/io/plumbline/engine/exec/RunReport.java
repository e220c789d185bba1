package io.plumbline.engine.exec;

import io.plumbline.engine.error.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What a run did.
///
/// @param accounts one for each step, in the order of the plan; numbers are unknown where the run
///   ended before
/// @param outputs what became visible
/// @param crossings what sources handed over, in order
/// @param problems why it did not complete, and warnings
/// @param quarantined files with rows that failed checks, relative to the quarantine folder
public record RunReport(
        String runId,
        String pipeline,
        State state,
        Instant started,
        Instant finished,
        List<StepAccount> accounts,
        List<CheckOutcome> checks,
        List<Written> outputs,
        List<Crossing> crossings,
        List<Problem> problems,
        List<Path> quarantined) {

    /// Copies the lists.
    public RunReport {
        accounts = List.copyOf(accounts);
        checks = List.copyOf(checks);
        outputs = List.copyOf(outputs);
        crossings = List.copyOf(crossings);
        problems = List.copyOf(problems);
        quarantined = List.copyOf(quarantined);
    }

    /// How a run ended, in OpenLineage's words.
    public enum State {
        /// All outputs are visible.
        COMPLETE,
        /// It failed; nothing became visible, unless outputs say otherwise.
        FAIL,
        /// It was cancelled; nothing became visible.
        ABORT
    }

    /// An output that became visible.
    ///
    /// @param version what its commit returned
    public record Written(String step, String dataset, String version, long rows, long bytes) {}
}

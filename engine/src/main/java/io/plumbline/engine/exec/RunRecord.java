package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.plan.CompiledPipeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Gathers what happens in a run, and tells the listener.
final class RunRecord {
    private final CompiledPipeline pipeline;
    private final RunRequest request;
    private final RunListener listener;
    private final ReentrantLock telling = new ReentrantLock();
    private final Instant started = Instant.now();
    private final List<CheckOutcome> checks = new ArrayList<>();
    private final List<RunReport.Written> written = new ArrayList<>();
    private final List<Crossing> crossings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Long> millis = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private List<StepAccount> accounts = List.of();
    private RunReport.State state = RunReport.State.FAIL;

    RunRecord(CompiledPipeline pipeline, RunRequest request, RunListener listener) {
        this.pipeline = pipeline;
        this.request = request;
        this.listener = listener;
    }

    /// Tells the listener; what it throws ends the run.
    void tell(RunEvent event) {
        telling.lock();
        try {
            listener.event(event);
        } finally {
            telling.unlock();
        }
    }

    /// Tells that a step begins, once.
    void begin(String step) {
        if (begun.add(step)) {
            tell(new RunEvent.StepStarted(step));
        }
    }

    /// Tells of progress; called by threads of the engine, whose work a listener must not break.
    @SuppressWarnings("CatchingUnchecked")
    void progress(String step, long rows, double percent) {
        try {
            tell(new RunEvent.StepProgressed(step, rows, percent));
        } catch (RuntimeException e) {
            // progress is for looking at
        }
    }

    void checked(CheckOutcome outcome) {
        checks.add(outcome);
        tell(new RunEvent.CheckCounted(outcome));
    }

    void warn(Problem problem) {
        problems.add(problem);
    }

    void spent(String step, long nanos, long volume) {
        millis.merge(step, nanos / 1_000_000, Long::sum);
        bytes.merge(step, volume, Long::sum);
    }

    long millis(String step) {
        return millis.getOrDefault(step, 0L);
    }

    long bytes(String step) {
        return bytes.getOrDefault(step, 0L);
    }

    void crossed(Crossing crossing) {
        crossings.add(crossing);
    }

    void visible(RunReport.Written output) {
        written.add(output);
    }

    void account(List<StepAccount> counted) {
        accounts = counted;
    }

    void complete() {
        state = RunReport.State.COMPLETE;
    }

    void failed(PlumblineException e) {
        boolean cancelled = e.problem().code() == ErrorCode.CANCELLED;
        state = cancelled ? RunReport.State.ABORT : RunReport.State.FAIL;
        problems.addAll(e.inPipeline(pipeline.pipeline().name()).problems());
    }

    RunReport report(List<Path> quarantined) {
        return new RunReport(
                request.runId(),
                pipeline.pipeline().name(),
                state,
                started,
                Instant.now(),
                accounts,
                checks,
                written,
                crossings,
                problems,
                quarantined);
    }
}

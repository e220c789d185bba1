package io.plumbline.engine.metadata;

import io.plumbline.engine.error.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as it is remembered.
///
/// @param pipelineHash hash of the pipeline's design, so that a run can be tied to its version
/// @param actor who started it
/// @param ended null while it is running
/// @param steps in the order they ran
/// @param shipments what sources handed over, in order; none in runs of before this was recorded
public record RunRecord(
        String id,
        String pipeline,
        String pipelineHash,
        String actor,
        RunState state,
        Instant started,
        @Nullable Instant ended,
        List<StepAccount> steps,
        List<CheckAccount> checks,
        List<OutputAccount> outputs,
        List<ShipmentAccount> shipments,
        List<Problem> problems) {

    /// Copies the lists.
    public RunRecord {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        outputs = List.copyOf(outputs);
        shipments = List.copyOf(shipments);
        problems = List.copyOf(problems);
    }

    /// Returns a run that begins.
    public static RunRecord started(
            String id, String pipeline, String pipelineHash, String actor, Instant time) {
        return new RunRecord(
                id,
                pipeline,
                pipelineHash,
                actor,
                RunState.RUNNING,
                time,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// Returns this run with what sources handed over.
    public RunRecord shipping(List<ShipmentAccount> newShipments) {
        return new RunRecord(
                id,
                pipeline,
                pipelineHash,
                actor,
                state,
                started,
                ended,
                steps,
                checks,
                outputs,
                newShipments,
                problems);
    }

    /// Returns this run ended, with what it did.
    public RunRecord ended(
            RunState newState,
            Instant time,
            List<StepAccount> newSteps,
            List<CheckAccount> newChecks,
            List<OutputAccount> newOutputs,
            List<Problem> newProblems) {
        return new RunRecord(
                id,
                pipeline,
                pipelineHash,
                actor,
                newState,
                started,
                time,
                newSteps,
                newChecks,
                newOutputs,
                shipments,
                newProblems);
    }
}

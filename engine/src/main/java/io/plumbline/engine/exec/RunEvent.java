package io.plumbline.engine.exec;

/// Something that happened in a run.
public sealed interface RunEvent {

    /// A stage of the run begins.
    record StageStarted(RunStage stage) implements RunEvent {}

    /// Work on a step begins. Steps that the engine runs together begin together.
    record StepStarted(String step) implements RunEvent {}

    /// Work on a step goes on.
    ///
    /// @param rows rows so far, -1 when unknown
    /// @param percent of the statement that the step is part of, -1 when unknown
    record StepProgressed(String step, long rows, double percent) implements RunEvent {}

    /// Work on a step is done.
    ///
    /// @param rows rows that it gave, -1 when unknown by now
    record StepFinished(String step, long rows) implements RunEvent {}

    /// A check was counted.
    record CheckCounted(CheckOutcome outcome) implements RunEvent {}
}

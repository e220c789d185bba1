package io.plumbline.engine.exec;

/// Is told what happens in a run: by the running thread, progress by others, one at a time. What it
/// throws ends the run, and nothing becomes visible; progress is excepted, where it is ignored.
@FunctionalInterface
public interface RunListener {

    /// Hears nothing.
    RunListener NONE = _ -> {};

    /// Takes an event.
    void event(RunEvent event);
}

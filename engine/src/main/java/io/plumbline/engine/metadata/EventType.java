package io.plumbline.engine.metadata;

/// The names of the events in the journal; stable, since journals are kept for years.
final class EventType {
    static final String JOURNAL_CREATED = "journal.created";
    static final String RUN_STARTED = "run.started";
    static final String RUN_FINISHED = "run.finished";
    static final String RUN_INTERRUPTED = "run.interrupted";
    static final String VERSION_COMMITTED = "dataset.committed";
    static final String LINEAGE_RECORDED = "lineage.recorded";
    static final String CONTROL_DECIDED = "control.decided";
    static final String CLASSES_FOUND = "classes.found";
    static final String AUDIT = "audit";

    private EventType() {}
}

package io.plumbline.engine.metadata;

import java.time.OffsetDateTime;
import java.util.List;

/// What controls decided.
public final class ControlRecords {
    private final MetadataStore store;

    ControlRecords(MetadataStore store) {
        this.store = store;
    }

    /// Records a verdict.
    public void record(ControlRecord result) {
        store.record(EventType.CONTROL_DECIDED, Payloads.write(result));
    }

    /// Returns the verdicts about a subject, newest first.
    public List<ControlRecord> list(String subject) {
        return store.index()
                .ask(h ->
                        h.select(
                                        "SELECT * FROM control_results WHERE subject = ?"
                                                + " ORDER BY sequence DESC",
                                        subject)
                                .map((r, c) ->
                                        new ControlRecord(
                                                r.getString("control"),
                                                r.getString("subject"),
                                                r.getString("verdict"),
                                                r.getString("pack"),
                                                r.getString("run_id"),
                                                r.getString("details"),
                                                r.getObject("decided_at", OffsetDateTime.class)
                                                        .toInstant()))
                                .list());
    }
}

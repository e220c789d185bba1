package io.plumbline.engine.metadata;

import io.plumbline.engine.document.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs of a workspace.
public final class RunRecords {
    private final MetadataStore store;

    RunRecords(MetadataStore store) {
        this.store = store;
    }

    /// Records that a run begins; see [RunRecord#started].
    public void start(RunRecord run) {
        store.record(EventType.RUN_STARTED, Payloads.write(run));
    }

    /// Records how a run ended, in one piece: its state, accounts, outputs and the versions that
    /// they committed become visible together.
    public void finish(RunRecord run) {
        if (run.state() == RunState.RUNNING || run.ended() == null) {
            throw new IllegalArgumentException("The run has not ended: " + run.id());
        }
        store.record(EventType.RUN_FINISHED, Payloads.write(run));
    }

    /// Returns the latest runs with all their accounts, newest first.
    ///
    /// @param pipeline only those of this pipeline; null for all
    public List<RunRecord> list(int limit, @Nullable String pipeline) {
        return store.index()
                .ask(h ->
                        h
                                .select(
                                        "SELECT * FROM runs WHERE ? IS NULL OR pipeline = ?"
                                                + " ORDER BY sequence DESC, id LIMIT ?",
                                        pipeline,
                                        pipeline,
                                        limit)
                                .map((r, c) -> RunRows.head(r))
                                .list()
                                .stream()
                                .map(run -> RunRows.whole(h, run))
                                .toList());
    }

    /// Returns a run with all its accounts.
    public Optional<RunRecord> show(String id) {
        return store.index()
                .ask(h ->
                        h.select("SELECT * FROM runs WHERE id = ?", id)
                                .map((r, c) -> RunRows.head(r))
                                .findOne()
                                .map(run -> RunRows.whole(h, run)));
    }

    /// Returns the ids of all runs, in order of the alphabet, to suggest one for a mistyped id.
    public List<String> ids() {
        return store.index()
                .ask(h -> h.select("SELECT id FROM runs ORDER BY id").mapTo(String.class).list());
    }

    /// Records that the runs which a dead process left running were interrupted.
    void interruptLeftOver() {
        List<String> running =
                store.index()
                        .ask(h ->
                                h.select(
                                                "SELECT id FROM runs WHERE state = ? ORDER"
                                                        + " BY sequence",
                                                RunState.RUNNING.name())
                                        .mapTo(String.class)
                                        .list());
        for (String run : running) {
            store.record(EventType.RUN_INTERRUPTED, Json.write(Json.object("run", run)));
        }
    }
}

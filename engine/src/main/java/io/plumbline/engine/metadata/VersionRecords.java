package io.plumbline.engine.metadata;

import java.time.OffsetDateTime;
import java.util.List;

/// The committed versions of datasets.
public final class VersionRecords {
    private final MetadataStore store;

    VersionRecords(MetadataStore store) {
        this.store = store;
    }

    /// Records a version that was committed outside a run; what a run commits is recorded with its
    /// end.
    public void committed(VersionRecord version) {
        store.record(EventType.VERSION_COMMITTED, Payloads.write(version));
    }

    /// Returns the versions of a dataset, newest first.
    public List<VersionRecord> list(String dataset) {
        return store.index()
                .ask(h ->
                        h.select(
                                        "SELECT * FROM dataset_versions WHERE dataset = ?"
                                                + " ORDER BY sequence DESC, version",
                                        dataset)
                                .map((r, c) ->
                                        new VersionRecord(
                                                r.getString("dataset"),
                                                r.getString("version"),
                                                r.getString("run_id"),
                                                r.getLong("row_count"),
                                                r.getObject("committed_at", OffsetDateTime.class)
                                                        .toInstant()))
                                .list());
    }
}

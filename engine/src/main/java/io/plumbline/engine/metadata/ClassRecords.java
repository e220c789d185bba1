package io.plumbline.engine.metadata;

import io.plumbline.engine.document.Json;
import java.time.OffsetDateTime;
import java.util.List;

/// What was found and decided about the data classes of columns.
public final class ClassRecords {
    private final MetadataStore store;

    ClassRecords(MetadataStore store) {
        this.store = store;
    }

    /// Records findings and decisions; they are on the disk when this returns.
    public void record(List<ClassRecord> found) {
        if (!found.isEmpty()) {
            store.record(EventType.CLASSES_FOUND, Payloads.write(found));
        }
    }

    /// Returns what is known last about each column of a dataset, by column.
    public List<ClassRecord> list(String dataset) {
        return store.index()
                .ask(h ->
                        h.select(
                                        "SELECT * FROM column_classes WHERE dataset = ?"
                                                + " ORDER BY column_name",
                                        dataset)
                                .map((r, c) ->
                                        new ClassRecord(
                                                r.getString("dataset"),
                                                r.getString("column_name"),
                                                r.getString("data_class"),
                                                r.getString("kind"),
                                                r.getDouble("confidence"),
                                                r.getString("state"),
                                                Fields.parse(r.getString("reasons"))
                                                        .texts("reasons"),
                                                r.getString("actor"),
                                                r.getObject("decided_at", OffsetDateTime.class)
                                                        .toInstant()))
                                .list());
    }

    static String reasons(ClassRecord found) {
        return Json.write(Json.object("reasons", found.reasons()));
    }
}

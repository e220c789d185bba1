package io.plumbline.engine.metadata;

import io.plumbline.engine.document.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The acts of consequence, as they stand in the journal and are mirrored in the index. What may be
/// in them is decided by `compliance.audit`.
public final class AuditRecords {
    private final MetadataStore store;

    AuditRecords(MetadataStore store) {
        this.store = store;
    }

    /// Records an act.
    public AuditRecord append(
            String actor,
            String action,
            String subject,
            String outcome,
            Map<String, String> details) {
        return Payloads.audit(
                store.record(
                        EventType.AUDIT, Payloads.audit(actor, action, subject, outcome, details)));
    }

    /// Returns the latest acts in the order they happened.
    ///
    /// @param since only those from then on; null for all
    /// @param actor only this actor's; null for all
    /// @param action only this action; null for all
    /// @param limit how many at most
    public List<AuditRecord> list(
            @Nullable Instant since, @Nullable String actor, @Nullable String action, int limit) {
        return store.index()
                .ask(h ->
                        h.createQuery(
                                        "SELECT * FROM audit_events WHERE (:since IS NULL"
                                                + " OR at >= :since) AND (:actor IS NULL OR"
                                                + " actor = :actor) AND (:action IS NULL OR"
                                                + " action = :action) ORDER BY sequence"
                                                + " DESC LIMIT :limit")
                                .bind("since", since == null ? null : EventApplier.at(since))
                                .bind("actor", actor)
                                .bind("action", action)
                                .bind("limit", limit)
                                .map((r, c) -> read(r))
                                .list()
                                .reversed());
    }

    static AuditRecord read(ResultSet r) throws SQLException {
        return new AuditRecord(
                r.getLong("sequence"),
                r.getObject("at", OffsetDateTime.class).toInstant(),
                r.getString("actor"),
                r.getString("action"),
                r.getString("subject"),
                r.getString("outcome"),
                Payloads.details(Fields.of(Json.read(r.getString("details")))),
                r.getString("hash"));
    }
}

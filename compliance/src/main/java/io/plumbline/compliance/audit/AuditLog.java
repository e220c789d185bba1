package io.plumbline.compliance.audit;

import io.plumbline.engine.metadata.AuditRecord;
import io.plumbline.engine.metadata.MetadataStore;
import java.util.List;

/// The audit log of an open workspace.
public final class AuditLog {
    private final MetadataStore store;

    /// Uses the store of the workspace.
    public AuditLog(MetadataStore store) {
        this.store = store;
    }

    /// Records an act; it is on the disk when this returns.
    ///
    /// @return the event with its place and hash in the chain
    public AuditRecord append(AuditEvent event) {
        return store.auditEvents()
                .append(
                        event.actor(),
                        event.action(),
                        event.subject(),
                        event.outcome(),
                        event.details());
    }

    /// Returns the events asked for, in the order they happened.
    public List<AuditRecord> list(AuditFilter filter) {
        return store.auditEvents()
                .list(filter.since(), filter.actor(), filter.action(), filter.limit());
    }
}

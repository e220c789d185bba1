package io.plumbline.compliance.audit;

import java.util.List;

/// What verifying the audit log came to.
///
/// @param good whether nothing is wrong
/// @param events audit events in the good part of the journal
/// @param records all records in the good part of the journal
/// @param headHash hash of the last good record
/// @param reasons what is wrong, one sentence each; empty when good
/// @param notes what could not be looked at, and why
public record AuditVerdict(
        boolean good,
        long events,
        long records,
        String headHash,
        List<String> reasons,
        List<String> notes) {

    /// Copies the lists.
    public AuditVerdict {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }
}

package io.plumbline.engine.metadata;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// An act of consequence as it stands in the journal.
///
/// @param sequence its place in the journal
/// @param time when it was recorded, by this machine's clock
/// @param details ids and hashes by name, in order of the alphabet
/// @param hash of its record in the chain, in hexadecimal
public record AuditRecord(
        long sequence,
        Instant time,
        String actor,
        String action,
        String subject,
        String outcome,
        Map<String, String> details,
        String hash) {

    /// Copies the details.
    public AuditRecord {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}

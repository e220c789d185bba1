package io.plumbline.compliance.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which events are asked for.
///
/// @param since only those from then on; null for all
/// @param actor only this actor's; null for all
/// @param action only this action; null for all
/// @param limit the latest so many
public record AuditFilter(
        @Nullable Instant since, @Nullable String actor, @Nullable String action, int limit) {

    /// The latest hundred events.
    public static final AuditFilter LATEST = new AuditFilter(null, null, null, 100);
}

package io.plumbline.engine.metadata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a control decided about a subject.
///
/// @param verdict PASS, FAIL, UNKNOWN, NOT_APPLICABLE, NEEDS_ATTESTATION or WAIVED
/// @param pack the policy pack and its version
/// @param run the run that it was decided for; null for a design
/// @param details a JSON object of ids and hashes
public record ControlRecord(
        String control,
        String subject,
        String verdict,
        String pack,
        @Nullable String run,
        String details,
        Instant decided) {}

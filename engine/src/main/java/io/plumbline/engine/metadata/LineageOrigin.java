package io.plumbline.engine.metadata;

import java.time.Instant;

/// Who told of lineage that no run of this workspace recorded.
///
/// @param producer the program that told it, as it names itself
/// @param told the time of the latest event that it was taken from
public record LineageOrigin(String producer, Instant told) {}

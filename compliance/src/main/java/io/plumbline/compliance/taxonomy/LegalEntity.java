package io.plumbline.compliance.taxonomy;

import org.jspecify.annotations.Nullable;

/// Who answers for data.
///
/// @param region where it sits; null when not told
public record LegalEntity(String key, String name, @Nullable String region) {}

package io.plumbline.compliance.taxonomy;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where data may be.
///
/// @param countries ISO 3166 codes of its own; those of regions within it are not repeated
/// @param within the region that it is part of; null for none
public record Region(
        String key, String description, Set<String> countries, @Nullable String within) {

    /// Copies and sorts the countries.
    public Region {
        countries = java.util.Collections.unmodifiableSet(new TreeSet<>(countries));
    }
}

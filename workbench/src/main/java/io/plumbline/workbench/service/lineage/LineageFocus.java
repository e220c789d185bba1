package io.plumbline.workbench.service.lineage;

import org.jspecify.annotations.Nullable;

/// What of a map is looked at.
///
/// @param item where it starts; null for the whole map
/// @param depth how many pipelines to go through at most
/// @param indirect whether influences count that pass no value on, such as a filter's
public record LineageFocus(
        @Nullable LineageItem item, Direction direction, int depth, boolean indirect) {
    /// The depth that goes as far as the map does.
    public static final int ALL = Integer.MAX_VALUE;

    /// The whole map.
    public static final LineageFocus NONE = new LineageFocus(null, Direction.BOTH, ALL, true);

    /// Which way to go.
    public enum Direction {
        /// Back to where it comes from.
        UPSTREAM,
        /// On to what depends on it.
        DOWNSTREAM,
        /// Both ways, from the start only.
        BOTH
    }

    /// Returns the same way from elsewhere.
    public LineageFocus at(@Nullable LineageItem other) {
        return new LineageFocus(other, direction, depth, indirect);
    }
}

package io.plumbline.workbench.service.lineage;

import org.jspecify.annotations.Nullable;

/// A dataset, or a column of one.
///
/// @param column null for the dataset as such
public record LineageItem(String dataset, @Nullable String column) {
    /// Makes a dataset.
    public static LineageItem of(String dataset) {
        return new LineageItem(dataset, null);
    }

    /// Returns its name: `dataset` or `dataset.column`.
    public String text() {
        return column == null ? dataset : dataset + "." + column;
    }
}

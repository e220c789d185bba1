/// The data page: connections with test and discovery, contracts of datasets, their rows, and how
/// they differ from their sources.
@NullMarked
package io.plumbline.workbench.desktop.view.sources;

import org.jspecify.annotations.NullMarked;

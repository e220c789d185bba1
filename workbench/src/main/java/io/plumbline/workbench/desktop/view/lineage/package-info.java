/// The page that shows where data comes from and what depends on it, across all pipelines.
@NullMarked
package io.plumbline.workbench.desktop.view.lineage;

import org.jspecify.annotations.NullMarked;

/// The history of runs, what each did, and two of them side by side.
@NullMarked
package io.plumbline.workbench.desktop.view.runs;

import org.jspecify.annotations.NullMarked;

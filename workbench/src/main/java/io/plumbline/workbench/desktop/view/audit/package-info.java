/// The audit log: who did what, and whether the log is whole.
@NullMarked
package io.plumbline.workbench.desktop.view.audit;

import org.jspecify.annotations.NullMarked;

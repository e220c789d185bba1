/// The window around the views: title row, rail, status row, background work, settings.
@NullMarked
package io.plumbline.workbench.desktop.view.shell;

import org.jspecify.annotations.NullMarked;

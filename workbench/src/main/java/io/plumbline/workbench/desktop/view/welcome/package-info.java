/// What the window shows while no workspace is open.
@NullMarked
package io.plumbline.workbench.desktop.view.welcome;

import org.jspecify.annotations.NullMarked;

/// The desktop program: which pages there are, the window, starting and ending.
@NullMarked
package io.plumbline.workbench.app;

import org.jspecify.annotations.NullMarked;

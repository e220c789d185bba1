/// The command line: one class a command, over the services.
@NullMarked
package io.plumbline.workbench.cli;

import org.jspecify.annotations.NullMarked;

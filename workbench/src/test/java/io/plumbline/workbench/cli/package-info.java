/// Tests of the command line.
@NullMarked
package io.plumbline.workbench.cli;

import org.jspecify.annotations.NullMarked;

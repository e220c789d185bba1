/// Runs plans: the embedded engine, the shipping of rows from other systems, and pipeline runs.
@NullMarked
package io.plumbline.engine.exec;

import org.jspecify.annotations.NullMarked;

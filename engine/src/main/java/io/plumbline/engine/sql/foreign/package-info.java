/// Statements that other people wrote for other systems: split, read, planned for their lineage
/// alone; never run.
@NullMarked
package io.plumbline.engine.sql.foreign;

import org.jspecify.annotations.NullMarked;

/// Lineage that tests itself: changes the values of source columns and sees which outputs change.
@NullMarked
package io.plumbline.engine.exec.proof;

import org.jspecify.annotations.NullMarked;

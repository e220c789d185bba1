/// Samples and tests of the step types.
@NullMarked
package io.plumbline.engine.step;

import org.jspecify.annotations.NullMarked;

/// The quality checks that rows can be put to, each with its declaration and its meaning as a
/// condition.
@NullMarked
package io.plumbline.engine.quality;

import org.jspecify.annotations.NullMarked;

/// Failures as data: codes, classes, places and remedies.
@NullMarked
package io.plumbline.engine.error;

import org.jspecify.annotations.NullMarked;

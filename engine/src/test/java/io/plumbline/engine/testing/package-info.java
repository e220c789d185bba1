/// What tests of several packages share.
@NullMarked
package io.plumbline.engine.testing;

import org.jspecify.annotations.NullMarked;

/// Tests of compiled pipelines.
@NullMarked
package io.plumbline.engine.plan;

import org.jspecify.annotations.NullMarked;

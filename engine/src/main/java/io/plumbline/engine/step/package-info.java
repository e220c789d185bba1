/// The step types of a pipeline: what each declares, and what it means as a relational plan.
@NullMarked
package io.plumbline.engine.step;

import org.jspecify.annotations.NullMarked;

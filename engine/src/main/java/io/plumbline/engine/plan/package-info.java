/// Pipelines compiled to relational plans, and how these are cut by source.
@NullMarked
package io.plumbline.engine.plan;

import org.jspecify.annotations.NullMarked;

/// The product's SQL: its types, its functions, and the way from a statement to a plan.
@NullMarked
package io.plumbline.engine.sql;

import org.jspecify.annotations.NullMarked;

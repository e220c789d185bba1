/// Plans as the SQL text of the systems that run them, with exactly the product's meaning.
@NullMarked
package io.plumbline.engine.sql.target;

import org.jspecify.annotations.NullMarked;

/// Column flow: which columns an output column comes from, and which ones decide its rows.
@NullMarked
package io.plumbline.engine.flow;

import org.jspecify.annotations.NullMarked;

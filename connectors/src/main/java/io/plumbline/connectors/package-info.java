/// The connectors that come with Plumbline.
@NullMarked
package io.plumbline.connectors;

import org.jspecify.annotations.NullMarked;

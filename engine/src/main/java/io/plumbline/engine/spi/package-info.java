/// What a connector offers and what the engine asks of it.
@NullMarked
package io.plumbline.engine.spi;

import org.jspecify.annotations.NullMarked;

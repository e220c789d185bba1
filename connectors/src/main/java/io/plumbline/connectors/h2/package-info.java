/// H2 database files, read only.
@NullMarked
package io.plumbline.connectors.h2;

import org.jspecify.annotations.NullMarked;

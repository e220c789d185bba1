/// PostgreSQL: reading, pushing plans down, and writing by COPY.
@NullMarked
package io.plumbline.connectors.postgres;

import org.jspecify.annotations.NullMarked;

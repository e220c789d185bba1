/// Managed datasets: Iceberg tables in the workspace, one snapshot per version.
@NullMarked
package io.plumbline.engine.version;

import org.jspecify.annotations.NullMarked;

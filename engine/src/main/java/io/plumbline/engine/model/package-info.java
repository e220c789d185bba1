/// What people design: pipelines, steps, wires, datasets, connections, schemas. Knows no library
/// but JGraphT.
@NullMarked
package io.plumbline.engine.model;

import org.jspecify.annotations.NullMarked;

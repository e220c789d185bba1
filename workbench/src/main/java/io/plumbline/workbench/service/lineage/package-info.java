/// The lineage of a whole workspace as a map: what is recorded and what is designed, in one.
@NullMarked
package io.plumbline.workbench.service.lineage;

import org.jspecify.annotations.NullMarked;

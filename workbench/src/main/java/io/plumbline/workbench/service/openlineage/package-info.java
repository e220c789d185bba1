/// What a workspace knows, as OpenLineage events, version 2-0-2 of the specification.
@NullMarked
package io.plumbline.workbench.service.openlineage;

import org.jspecify.annotations.NullMarked;

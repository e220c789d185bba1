/// What happened: the journal that nothing acknowledged is lost from, and the H2 index behind it
/// with runs, dataset versions, lineage, control results and audit events.
@NullMarked
package io.plumbline.engine.metadata;

import org.jspecify.annotations.NullMarked;

/// Designing pipelines without a screen: edits, undo, live compilation, quick fixes. The desktop
/// shows what happens here.
@NullMarked
package io.plumbline.workbench.service.design;

import org.jspecify.annotations.NullMarked;

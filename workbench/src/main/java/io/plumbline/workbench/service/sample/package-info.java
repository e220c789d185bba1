/// The sample workspace: the only place that knows the sample data.
@NullMarked
package io.plumbline.workbench.service.sample;

import org.jspecify.annotations.NullMarked;

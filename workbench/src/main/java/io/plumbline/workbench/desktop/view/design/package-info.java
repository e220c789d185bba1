/// The design page: pipelines as pictures and as text, the inspector, problems, preview, plan, run.
@NullMarked
package io.plumbline.workbench.desktop.view.design;

import org.jspecify.annotations.NullMarked;

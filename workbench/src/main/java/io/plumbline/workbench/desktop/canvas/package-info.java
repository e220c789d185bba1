/// The canvas on which pipelines are drawn: what it shows, where things are, how it is painted,
/// what hands do on it. Knows nothing of what a step means.
@NullMarked
package io.plumbline.workbench.desktop.canvas;

import org.jspecify.annotations.NullMarked;

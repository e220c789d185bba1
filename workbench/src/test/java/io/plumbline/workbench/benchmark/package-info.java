/// Measurements beside a peer, started by hand; the guide to them is docs/benchmarks.md.
@NullMarked
package io.plumbline.workbench.benchmark;

import org.jspecify.annotations.NullMarked;

/// The sample workspaces.
@NullMarked
package io.plumbline.testdata.sample;

import org.jspecify.annotations.NullMarked;

/// Runs the tests of a workspace: rows given, rows expected, nothing outside read or written.
@NullMarked
package io.plumbline.workbench.service.testing;

import org.jspecify.annotations.NullMarked;

/// Real servers that tests and samples start by themselves.
@NullMarked
package io.plumbline.testdata.server;

import org.jspecify.annotations.NullMarked;

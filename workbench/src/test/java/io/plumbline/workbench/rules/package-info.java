/// What every source of the product keeps: which room may use which, and how a file looks.
@NullMarked
package io.plumbline.workbench.rules;

import org.jspecify.annotations.NullMarked;

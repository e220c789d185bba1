/// Parts of the guide that are generated from what the program declares.
@NullMarked
package io.plumbline.workbench.docs;

import org.jspecify.annotations.NullMarked;

/// Finds personal data: what a column's name says, what its values prove beyond chance, and what
/// stands beside it. Values are looked at and forgotten: nothing here keeps, prints or passes one
/// on.
@NullMarked
package io.plumbline.compliance.detect;

import org.jspecify.annotations.NullMarked;

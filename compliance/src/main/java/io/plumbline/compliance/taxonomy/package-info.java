/// The words for data: what kinds there are, what it is used for, whom it is about, where it is,
/// who answers for it, and how well it is protected.
@NullMarked
package io.plumbline.compliance.taxonomy;

import org.jspecify.annotations.NullMarked;

/// The audit log: acts of consequence as ids and hashes, appended to the journal, listed, and
/// verified against every witness there is.
@NullMarked
package io.plumbline.compliance.audit;

import org.jspecify.annotations.NullMarked;

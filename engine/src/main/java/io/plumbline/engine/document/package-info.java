/// Files of a workspace: reading with places and limits, checking against JSON Schemas, canonical
/// writing; and JSON for everyone else.
@NullMarked
package io.plumbline.engine.document;

import org.jspecify.annotations.NullMarked;

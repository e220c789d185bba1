/// What several connectors need: secrets, guards for URLs.
@NullMarked
package io.plumbline.connectors.support;

import org.jspecify.annotations.NullMarked;

/// Random expressions of the product's SQL, computed by every engine at hand and compared.
@org.jspecify.annotations.NullMarked
package io.plumbline.connectors.differential;

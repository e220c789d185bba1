/// Files in folders: CSV, JSON and Parquet.
@NullMarked
package io.plumbline.connectors.files;

import org.jspecify.annotations.NullMarked;

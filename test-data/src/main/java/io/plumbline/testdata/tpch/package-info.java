/// The TPC-H tables, generated, as Parquet files.
@NullMarked
package io.plumbline.testdata.tpch;

import org.jspecify.annotations.NullMarked;

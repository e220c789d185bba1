/// The foodmart data: a retail company with customers, sales, staff and stock in three countries.
@NullMarked
package io.plumbline.testdata.foodmart;

import org.jspecify.annotations.NullMarked;

package io.plumbline.testdata.sample;

import io.plumbline.testdata.foodmart.Foodmart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Employees and departments in an H2 file.
final class StaffDatabase {
    private StaffDatabase() {}

    static void write(Foodmart foodmart, Path file) throws SQLException {
        String url =
                "jdbc:h2:file:"
                        + file.toAbsolutePath()
                        + ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        try (Connection staff = DriverManager.getConnection(url, "sa", "")) {
            foodmart.rows(
                    "SELECT * FROM \"employee\"",
                    rows -> TableCopy.into(staff, "employees", "employee_id", rows));
            foodmart.rows(
                    "SELECT * FROM \"department\"",
                    rows -> TableCopy.into(staff, "departments", "department_id", rows));
        }
    }
}

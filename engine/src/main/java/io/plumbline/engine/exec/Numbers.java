package io.plumbline.engine.exec;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows of counts.
final class Numbers {
    private Numbers() {}

    /// Returns the numbers of the first row.
    static List<Long> first(@Nullable ResultSet rows) throws SQLException {
        List<Long> out = new ArrayList<>();
        if (rows != null && rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                out.add(rows.getLong(i));
            }
        }
        return out;
    }
}

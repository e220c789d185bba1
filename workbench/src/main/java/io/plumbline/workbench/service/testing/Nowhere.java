package io.plumbline.workbench.service.testing;

import io.plumbline.engine.spi.Output;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Takes the rows that a pipeline under test writes, and keeps none.
final class Nowhere implements Output.Rows {
    @Override
    public long write(ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    @Override
    public String commit() {
        return "test";
    }

    @Override
    public void close() {
        // nothing was kept
    }
}

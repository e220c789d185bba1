package io.plumbline.engine.exec;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// Hands a JDBC result to a reader of Arrow streams, batch by batch. Each batch has vectors of its
/// own: the reader may still hold the last one.
final class ResultSetReader extends ArrowReader {
    static final int BATCH_ROWS = 16_384;
    private static final long BATCH_BYTES = 64L << 20;

    private final ResultSet rows;
    private final List<ArrowColumn> columns = new ArrayList<>();
    private final org.apache.arrow.vector.types.pojo.Schema schema;
    private final LongConsumer onRows;
    private @Nullable VectorSchemaRoot batch;
    private @Nullable Exception failure;
    private long rowCount;
    private long byteCount;

    ResultSetReader(
            BufferAllocator allocator, ResultSet rows, Schema planned, LongConsumer onRows) {
        super(allocator);
        this.rows = rows;
        this.onRows = onRows;
        for (Field field : planned.fields()) {
            columns.add(new ArrowColumn(field, columns.size() + 1));
        }
        this.schema =
                new org.apache.arrow.vector.types.pojo.Schema(
                        columns.stream().map(ArrowColumn::arrow).toList());
    }

    /// Returns the rows handed over so far.
    long rowCount() {
        return rowCount;
    }

    /// Returns the size of the values handed over so far.
    long byteCount() {
        return byteCount;
    }

    /// Returns what ended the stream early, null when nothing did.
    @Nullable Exception failure() {
        return failure;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        try {
            return fill(fresh());
        } catch (SQLException | RuntimeException e) {
            failure = e;
            throw new IOException("the source failed", e);
        }
    }

    private VectorSchemaRoot fresh() {
        if (batch != null) {
            batch.close();
        }
        VectorSchemaRoot made = VectorSchemaRoot.create(schema, allocator);
        batch = made;
        return made;
    }

    private boolean fill(VectorSchemaRoot root) throws SQLException {
        List<FieldVector> vectors = root.getFieldVectors();
        vectors.forEach(v -> v.setInitialCapacity(BATCH_ROWS));
        root.allocateNew();
        int count = 0;
        long bytes = 0;
        while (count < BATCH_ROWS && bytes < BATCH_BYTES && rows.next()) {
            for (int i = 0; i < columns.size(); i++) {
                bytes += columns.get(i).copy(rows, vectors.get(i), count);
            }
            count++;
        }
        root.setRowCount(count);
        rowCount += count;
        byteCount += bytes;
        onRows.accept(rowCount);
        return count > 0;
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return batch == null ? fresh() : batch;
    }

    @Override
    protected org.apache.arrow.vector.types.pojo.Schema readSchema() {
        return schema;
    }

    @Override
    public long bytesRead() {
        return byteCount;
    }

    @Override
    protected void closeReadSource() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }
}

package io.plumbline.workbench.service;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.spi.WriteMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The datasets of a workspace as one source, to be read by their names.
record DatasetSource(WorkspaceDatasets datasets) implements Source {

    @Override
    public String test() {
        return datasets.names().size() + " datasets";
    }

    @Override
    public List<String> tables() {
        return List.copyOf(datasets.names());
    }

    @Override
    public TableDescription describe(String table) {
        Schema schema = datasets.scan(table).schema();
        return new TableDescription(table, schema, -1, List.of(), List.of());
    }

    @Override
    public Scan scan(String table, @Nullable Schema schema) {
        return datasets.scan(table);
    }

    @Override
    public Output output(String table, Schema schema, WriteMode mode) {
        throw PlumblineException.of(
                ErrorCode.CAPABILITY_MISSING,
                "Cannot write dataset '" + table + "' outside of a pipeline",
                "Write it with a write step");
    }

    @Override
    public void close() {
        // the session closes its datasets
    }
}

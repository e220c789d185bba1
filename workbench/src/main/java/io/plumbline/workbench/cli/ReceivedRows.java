package io.plumbline.workbench.cli;

import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.QueryService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rows as a service hands them over.
record ReceivedRows(ResultWriter writer) implements QueryService.Receiver {
    @Override
    public void begin(Schema schema) {
        writer.begin(schema);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        writer.row(values);
    }

    @Override
    public void end() {
        writer.end();
    }
}

package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.PipelineRunner;
import io.plumbline.engine.exec.PreviewRequest;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows the first rows of a step. Each look is an event in the audit log.
public final class PreviewService {
    private final Surroundings surroundings;

    /// Takes the connectors and settings at hand.
    public PreviewService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Hands over at most so many rows of a port; the event is recorded before the first row is.
    public void preview(
            WorkspaceSession session,
            MetadataStore store,
            String pipeline,
            PortRef port,
            int rows,
            Map<String, String> parameters,
            QueryService.Receiver receiver) {
        preview(session, store, pipeline, port, rows, parameters, new Cancellation(), receiver);
    }

    /// Hands over at most so many rows of a port, unless that is cancelled.
    public void preview(
            WorkspaceSession session,
            MetadataStore store,
            String pipeline,
            PortRef port,
            int rows,
            Map<String, String> parameters,
            Cancellation cancellation,
            QueryService.Receiver receiver) {
        LocalEngine.openAhead();
        CompiledPipeline compiled = session.compile(pipeline, parameters);
        compiled.step(port.step())
                .ifPresentOrElse(s -> {}, () -> session.refuseStep(compiled, port.step()));
        AuditEvent event =
                AuditEvent.of(
                                surroundings.actor(),
                                "data.previewed",
                                "pipeline:" + pipeline,
                                "SHOWN")
                        .with("step", port.step())
                        .with("port", port.port())
                        .with("rows", String.valueOf(rows));
        show(
                new Look(session, store, pipeline, event, rows, cancellation),
                compiled,
                port,
                receiver);
    }

    /// Hands over at most so many rows of a dataset, unless that is cancelled.
    ///
    /// @throws PlumblineException when the dataset is not known, or its source fails
    public void dataset(
            WorkspaceSession session,
            MetadataStore store,
            String dataset,
            int rows,
            Cancellation cancellation,
            QueryService.Receiver receiver) {
        LocalEngine.openAhead();
        StepSpec read = new StepSpec("rows", "read", Map.of("dataset", Value.text(dataset)), null);
        Pipeline looking =
                new Pipeline("look", null, List.of(), List.of(read), List.of(), Map.of());
        CompiledPipeline compiled =
                new PipelineCompiler(session.datasets()).compile(looking, Map.of());
        if (compiled.problems().stream().anyMatch(Problem::isError)) {
            throw new PlumblineException(
                    compiled.problems().stream()
                            .filter(Problem::isError)
                            .map(p -> p.at(Place.NOWHERE))
                            .toList(),
                    null);
        }
        AuditEvent event =
                AuditEvent.of(surroundings.actor(), "data.previewed", "dataset:" + dataset, "SHOWN")
                        .with("rows", String.valueOf(rows));
        PortRef port = new PortRef("rows", "out");
        show(
                new Look(session, store, dataset, event, rows, cancellation),
                compiled,
                port,
                receiver);
    }

    /// A look at data and the event that records it.
    private record Look(
            WorkspaceSession session,
            MetadataStore store,
            String of,
            AuditEvent event,
            int rows,
            Cancellation cancellation) {}

    private void show(
            Look look, CompiledPipeline compiled, PortRef port, QueryService.Receiver receiver) {
        try (QueryResult result =
                new PipelineRunner()
                        .preview(
                                compiled,
                                port,
                                request(look.session(), look.store(), look.of(), look.rows()),
                                look.cancellation())) {
            new AuditLog(look.store()).append(look.event());
            receive(result, result.schema().names(), receiver);
        }
    }

    private PreviewRequest request(
            WorkspaceSession session, MetadataStore store, String pipeline, int rows) {
        return new PreviewRequest(
                rows,
                session.datasets()::scan,
                surroundings.settings(),
                surroundings.guard(),
                AuditedPrograms.of(surroundings, session, store, pipeline, "for", "preview"));
    }

    /// Hands all rows of a result over.
    ///
    /// @param names what the columns are called, in order; two may have one name
    static void receive(QueryResult result, List<String> names, QueryService.Receiver receiver) {
        List<Field> fields = result.schema().fields();
        int width = fields.size();
        List<Field> named = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            named.add(new Field(names.get(i), fields.get(i).type(), fields.get(i).nullable()));
        }
        receiver.begin(new Schema(named));
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>(width);
            for (int i = 0; i < width; i++) {
                row.add(result.value(i));
            }
            receiver.row(row);
        }
        receiver.end();
    }
}

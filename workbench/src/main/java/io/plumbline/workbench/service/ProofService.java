package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.proof.LineageProof;
import io.plumbline.engine.exec.proof.ProofListener;
import io.plumbline.engine.exec.proof.ProofReport;
import io.plumbline.engine.exec.proof.ProofSettings;
import io.plumbline.engine.exec.proof.ProofSubject;
import io.plumbline.engine.exec.proof.Samples;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import java.util.Map;

/// Tries the lineage of pipelines against what happens when values of their sources change. It
/// reads a sample of the sources and writes nothing but an event of the audit log.
public final class ProofService {
    private final Surroundings surroundings;

    /// Takes the connectors and settings at hand.
    public ProofService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// How lineage is to be tried.
    ///
    /// @param parameters texts of the pipeline's parameters by name
    /// @param rows how many rows of each source are used at most
    /// @param trials how often each source column is changed
    /// @param madeUp whether all rows are made up, and no source is read
    /// @param valuesShown whether the caller shows values, for the audit log
    public record Settings(
            Map<String, String> parameters,
            int rows,
            int trials,
            long seed,
            boolean madeUp,
            boolean valuesShown) {}

    /// Tries the lineage of a pipeline's written datasets.
    ///
    /// @throws PlumblineException when the pipeline has errors, writes nothing, or fails over the
    ///   rows as they are
    public ProofReport prove(
            WorkspaceSession session,
            MetadataStore store,
            String pipeline,
            Settings settings,
            ProofListener listener,
            Cancellation cancellation) {
        CompiledPipeline compiled = session.compileRunnable(pipeline, settings.parameters());
        ProofSubject subject = ProofSubject.of(compiled, dataset -> schema(session, dataset));
        if (subject.targets().isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Cannot try lineage: pipeline '" + pipeline + "' writes no dataset",
                    "Add a write step");
        }
        Samples samples =
                settings.madeUp()
                        ? Samples.madeUp(subject)
                        : Samples.read(
                                subject,
                                session.datasets()::scan,
                                surroundings::engine,
                                settings.rows(),
                                cancellation);
        ProofReport report =
                LineageProof.of(
                        subject,
                        samples,
                        settings.rows(),
                        new ProofSettings(
                                settings.trials(), settings.seed(), surroundings.settings()),
                        listener,
                        cancellation);
        record(store, pipeline, settings, report);
        return report;
    }

    private static Schema schema(WorkspaceSession session, String dataset) {
        return session.datasets()
                .readable(dataset)
                .orElseThrow(() ->
                        PlumblineException.of(
                                ErrorCode.DATASET_UNKNOWN,
                                "Unknown dataset: '" + dataset + "'",
                                null));
    }

    private void record(
            MetadataStore store, String pipeline, Settings settings, ProofReport report) {
        new AuditLog(store)
                .append(
                        AuditEvent.of(
                                        surroundings.actor(),
                                        "lineage.proved",
                                        "pipeline:" + pipeline,
                                        report.sound() ? "SOUND" : "UNSOUND")
                                .with("trials", String.valueOf(report.trials()))
                                .with("seed", String.valueOf(settings.seed()))
                                .with("edges", String.valueOf(report.edges().size()))
                                .with("unsound", String.valueOf(report.unsound().size()))
                                .with("values_shown", String.valueOf(settings.valuesShown())));
    }
}

package io.plumbline.engine.metadata;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Brings one event of the journal into the tables; what a newer program wrote is passed over.
final class EventApplier {
    private EventApplier() {}

    static void apply(Handle h, JournalRecord event) {
        switch (event.type()) {
            case EventType.RUN_STARTED, EventType.RUN_FINISHED ->
                    run(h, Payloads.run(event.payload()), event.sequence());
            case EventType.RUN_INTERRUPTED -> interrupted(h, event);
            case EventType.VERSION_COMMITTED ->
                    version(h, Payloads.version(event.payload()), event.sequence());
            case EventType.LINEAGE_RECORDED -> lineage(h, event);
            case EventType.CONTROL_DECIDED -> control(h, event);
            case EventType.CLASSES_FOUND -> classes(h, event);
            case EventType.AUDIT -> audit(h, Payloads.audit(event));
            default -> {}
        }
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static void run(Handle h, RunRecord run, long sequence) {
        Instant ended = run.ended();
        int known =
                h.execute(
                        "UPDATE runs SET state = ?, ended_at = ? WHERE id = ?",
                        run.state().name(),
                        ended == null ? null : at(ended),
                        run.id());
        if (known == 0) {
            h.execute(
                    "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    run.pipeline(),
                    run.pipelineHash(),
                    run.actor(),
                    run.state().name(),
                    at(run.started()),
                    ended == null ? null : at(ended),
                    sequence);
        }
        RunRows.write(h, run);
        for (OutputAccount output : run.outputs()) {
            String version = output.version();
            if (version != null && ended != null) {
                version(
                        h,
                        new VersionRecord(
                                output.dataset(), version, run.id(), output.rows(), ended),
                        sequence);
            }
        }
    }

    private static void interrupted(Handle h, JournalRecord event) {
        Fields in = Fields.parse(event.payload());
        h.execute(
                "UPDATE runs SET state = ?, ended_at = ? WHERE id = ? AND state = ?",
                RunState.INTERRUPTED.name(),
                at(event.time()),
                in.text("run"),
                RunState.RUNNING.name());
    }

    private static void version(Handle h, VersionRecord version, long sequence) {
        h.execute(
                "MERGE INTO datasets (name, current_version, sequence) VALUES (?, ?, ?)",
                version.dataset(),
                version.version(),
                sequence);
        h.execute(
                "MERGE INTO dataset_versions KEY (dataset, version) VALUES (?, ?, ?, ?, ?, ?)",
                version.dataset(),
                version.version(),
                version.run(),
                version.rows(),
                at(version.committed()),
                sequence);
    }

    private static void lineage(Handle h, JournalRecord event) {
        LineageRecord lineage = Payloads.lineage(event.payload());
        long job = event.sequence();
        h.execute(
                "UPDATE lineage_jobs SET is_current = FALSE WHERE pipeline = ? AND is_current",
                lineage.pipeline());
        LineageOrigin origin = lineage.origin();
        h.execute(
                "INSERT INTO lineage_jobs VALUES (?, ?, ?, ?, ?, TRUE, ?, ?, ?)",
                job,
                lineage.pipeline(),
                lineage.pipelineHash(),
                LineageRecords.contentHash(event.payload()),
                at(event.time()),
                String.join("\n", lineage.unknown()),
                origin == null ? null : origin.producer(),
                origin == null ? null : at(origin.told()));
        for (String input : lineage.inputs()) {
            h.execute("INSERT INTO lineage_datasets VALUES (?, ?, 'INPUT')", job, input);
        }
        for (Map.Entry<String, List<String>> output : lineage.outputs().entrySet()) {
            h.execute("INSERT INTO lineage_datasets VALUES (?, ?, 'OUTPUT')", job, output.getKey());
            int ordinal = 0;
            for (String column : output.getValue()) {
                h.execute(
                        "INSERT INTO lineage_columns VALUES (?, ?, ?, ?)",
                        job,
                        output.getKey(),
                        ordinal++,
                        column);
            }
        }
        edges(h, job, lineage.edges());
    }

    private static void edges(Handle h, long job, List<LineageEdge> edges) {
        if (edges.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                h.prepareBatch("INSERT INTO lineage_edges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        int ordinal = 0;
        for (LineageEdge e : edges) {
            batch.add(
                    job,
                    ordinal++,
                    e.sourceDataset(),
                    e.sourceColumn(),
                    e.targetDataset(),
                    e.targetColumn(),
                    e.direct(),
                    e.how(),
                    e.expression());
        }
        batch.execute();
    }

    private static void control(Handle h, JournalRecord event) {
        ControlRecord c = Payloads.control(event.payload());
        @Nullable String run = c.run();
        h.execute(
                "INSERT INTO control_results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                event.sequence(),
                c.control(),
                c.subject(),
                c.verdict(),
                c.pack(),
                run,
                c.details(),
                at(c.decided()));
    }

    private static void classes(Handle h, JournalRecord event) {
        for (ClassRecord c : Payloads.classes(event.payload())) {
            h.execute(
                    "MERGE INTO column_classes KEY (dataset, column_name)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    c.dataset(),
                    c.column(),
                    c.dataClass(),
                    c.kind(),
                    c.confidence(),
                    c.state(),
                    ClassRecords.reasons(c),
                    c.actor(),
                    at(c.decided()),
                    event.sequence());
        }
    }

    private static void audit(Handle h, AuditRecord a) {
        h.execute(
                "INSERT INTO audit_events VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                a.sequence(),
                at(a.time()),
                a.actor(),
                a.action(),
                a.subject(),
                a.outcome(),
                io.plumbline.engine.document.Json.write(a.details()),
                a.hash());
    }
}

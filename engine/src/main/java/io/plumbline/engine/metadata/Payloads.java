package io.plumbline.engine.metadata;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The JSON of each kind of event, both ways.
final class Payloads {
    private Payloads() {}

    static String write(RunRecord run) {
        Instant ended = run.ended();
        return Json.write(
                Json.object(
                        "run", run.id(),
                        "pipeline", run.pipeline(),
                        "pipelineHash", run.pipelineHash(),
                        "actor", run.actor(),
                        "state", run.state().name(),
                        "started", run.started().toString(),
                        "ended", ended == null ? null : ended.toString(),
                        "steps", run.steps().stream().map(Payloads::tree).toList(),
                        "checks", run.checks().stream().map(Payloads::tree).toList(),
                        "outputs", run.outputs().stream().map(Payloads::tree).toList(),
                        "shipments", run.shipments().stream().map(Payloads::tree).toList(),
                        "problems", run.problems().stream().map(Payloads::tree).toList()));
    }

    static RunRecord run(String payload) {
        Fields in = Fields.parse(payload);
        return new RunRecord(
                in.text("run"),
                in.text("pipeline"),
                in.text("pipelineHash"),
                in.text("actor"),
                RunState.valueOf(in.text("state")),
                in.time("started"),
                in.optional("ended") == null ? null : in.time("ended"),
                in.list("steps", Payloads::step),
                in.list("checks", Payloads::check),
                in.list("outputs", Payloads::output),
                in.list("shipments", Payloads::shipment),
                in.list("problems", Payloads::problem));
    }

    static String write(VersionRecord version) {
        return Json.write(
                Json.object(
                        "dataset", version.dataset(),
                        "version", version.version(),
                        "run", version.run(),
                        "rows", version.rows(),
                        "committed", version.committed().toString()));
    }

    static VersionRecord version(String payload) {
        Fields in = Fields.parse(payload);
        return new VersionRecord(
                in.text("dataset"),
                in.text("version"),
                in.optional("run"),
                in.number("rows"),
                in.time("committed"));
    }

    static String write(LineageRecord lineage) {
        Map<String, @Nullable Object> tree =
                Json.object(
                        "pipeline", lineage.pipeline(),
                        "pipelineHash", lineage.pipelineHash(),
                        "inputs", lineage.inputs(),
                        "outputs", lineage.outputs(),
                        "edges", lineage.edges().stream().map(Payloads::tree).toList(),
                        "unknown", lineage.unknown());
        LineageOrigin origin = lineage.origin();
        if (origin != null) {
            // older records lack it, and must stay what they are
            tree.put("producer", origin.producer());
            tree.put("told", origin.told().toString());
        }
        return Json.write(tree);
    }

    static LineageRecord lineage(String payload) {
        Fields in = Fields.parse(payload);
        Map<String, List<String>> outputs = new LinkedHashMap<>();
        Fields columns = in.object("outputs");
        columns.values()
                .keySet()
                .forEach(k -> outputs.put(String.valueOf(k), columns.texts(String.valueOf(k))));
        return new LineageRecord(
                in.text("pipeline"),
                in.text("pipelineHash"),
                in.texts("inputs"),
                outputs,
                in.list("edges", Payloads::edge),
                in.texts("unknown"),
                in.optional("told") == null
                        ? null
                        : new LineageOrigin(in.text("producer"), in.time("told")));
    }

    static String write(ControlRecord result) {
        return Json.write(
                Json.object(
                        "control", result.control(),
                        "subject", result.subject(),
                        "verdict", result.verdict(),
                        "pack", result.pack(),
                        "run", result.run(),
                        "details", result.details(),
                        "decided", result.decided().toString()));
    }

    static ControlRecord control(String payload) {
        Fields in = Fields.parse(payload);
        return new ControlRecord(
                in.text("control"),
                in.text("subject"),
                in.text("verdict"),
                in.text("pack"),
                in.optional("run"),
                in.text("details"),
                in.time("decided"));
    }

    /// Writes confidences in thousandths, so that they are read as they were written.
    static String write(List<ClassRecord> found) {
        return Json.write(
                Json.object(
                        "columns",
                        found.stream()
                                .map(c ->
                                        Json.object(
                                                "dataset", c.dataset(),
                                                "column", c.column(),
                                                "class", c.dataClass(),
                                                "kind", c.kind(),
                                                "confidence", Math.round(c.confidence() * 1000),
                                                "state", c.state(),
                                                "reasons", c.reasons(),
                                                "actor", c.actor(),
                                                "decided", c.decided().toString()))
                                .toList()));
    }

    static List<ClassRecord> classes(String payload) {
        return Fields.parse(payload)
                .list(
                        "columns",
                        in ->
                                new ClassRecord(
                                        in.text("dataset"),
                                        in.text("column"),
                                        in.optional("class"),
                                        in.optional("kind"),
                                        in.number("confidence") / 1000.0,
                                        in.text("state"),
                                        in.texts("reasons"),
                                        in.text("actor"),
                                        in.time("decided")));
    }

    static String audit(
            String actor,
            String action,
            String subject,
            String outcome,
            Map<String, String> details) {
        return Json.write(
                Json.object(
                        "actor", actor,
                        "action", action,
                        "subject", subject,
                        "outcome", outcome,
                        "details", new TreeMap<>(details)));
    }

    static AuditRecord audit(JournalRecord record) {
        Fields in = Fields.parse(record.payload());
        return new AuditRecord(
                record.sequence(),
                record.time(),
                in.text("actor"),
                in.text("action"),
                in.text("subject"),
                in.text("outcome"),
                details(in.object("details")),
                record.hash());
    }

    static Map<String, String> details(Fields in) {
        Map<String, String> details = new TreeMap<>();
        in.values().forEach((k, v) -> details.put(String.valueOf(k), String.valueOf(v)));
        return details;
    }

    private static Map<String, @Nullable Object> tree(StepAccount s) {
        return Json.object(
                "step", s.step(),
                "type", s.type(),
                "rowsIn", s.rowsIn(),
                "rowsOut", s.rowsOut(),
                "rowsFiltered", s.rowsFiltered(),
                "rowsRejected", s.rowsRejected(),
                "rowsCombined", s.rowsCombined(),
                "bytes", s.bytes(),
                "millis", s.millis());
    }

    private static StepAccount step(Fields in) {
        return new StepAccount(
                in.text("step"),
                in.text("type"),
                in.number("rowsIn"),
                in.number("rowsOut"),
                in.number("rowsFiltered"),
                in.number("rowsRejected"),
                in.number("rowsCombined"),
                in.number("bytes"),
                in.number("millis"));
    }

    private static Map<String, @Nullable Object> tree(CheckAccount c) {
        return Json.object(
                "step", c.step(),
                "name", c.name(),
                "action", c.action(),
                "rows", c.rows(),
                "failingRows", c.failingRows());
    }

    private static CheckAccount check(Fields in) {
        return new CheckAccount(
                in.text("step"),
                in.text("name"),
                in.text("action"),
                in.number("rows"),
                in.number("failingRows"));
    }

    private static Map<String, @Nullable Object> tree(OutputAccount o) {
        return Json.object(
                "step", o.step(),
                "dataset", o.dataset(),
                "version", o.version(),
                "rows", o.rows(),
                "mode", o.mode());
    }

    private static OutputAccount output(Fields in) {
        return new OutputAccount(
                in.text("step"),
                in.text("dataset"),
                in.optional("version"),
                in.number("rows"),
                in.text("mode"));
    }

    private static Map<String, @Nullable Object> tree(ShipmentAccount s) {
        return Json.object(
                "connection", s.connection(),
                "relation", s.relation(),
                "rows", s.rows(),
                "bytes", s.bytes(),
                "whole", s.whole());
    }

    private static ShipmentAccount shipment(Fields in) {
        return new ShipmentAccount(
                in.text("connection"),
                in.text("relation"),
                in.number("rows"),
                in.number("bytes"),
                in.truth("whole"));
    }

    private static Map<String, @Nullable Object> tree(LineageEdge e) {
        return Json.object(
                "from", List.of(e.sourceDataset(), e.sourceColumn()),
                "to", List.of(e.targetDataset(), e.targetColumn()),
                "direct", e.direct(),
                "how", e.how(),
                "expression", e.expression());
    }

    private static LineageEdge edge(Fields in) {
        List<String> from = in.texts("from");
        List<String> to = in.texts("to");
        return new LineageEdge(
                from.getFirst(),
                from.getLast(),
                to.getFirst(),
                to.getLast(),
                in.truth("direct"),
                in.text("how"),
                in.text("expression"));
    }

    private static Map<String, @Nullable Object> tree(Problem p) {
        Place place = p.place();
        return Json.object(
                "code", p.code().name(),
                "severity", p.severity().name(),
                "message", p.message(),
                "remedy", p.remedy(),
                "file", place.file(),
                "line", place.line(),
                "column", place.column(),
                "pipeline", place.pipeline(),
                "step", place.step(),
                "port", place.port(),
                "field", place.field());
    }

    private static Problem problem(Fields in) {
        return new Problem(
                code(in.text("code")),
                Problem.Severity.valueOf(in.text("severity")),
                in.text("message"),
                new Place(
                        in.optional("file"),
                        Math.toIntExact(in.number("line")),
                        Math.toIntExact(in.number("column")),
                        in.optional("pipeline"),
                        in.optional("step"),
                        in.optional("port"),
                        in.optional("field")),
                in.optional("remedy"));
    }

    /// Reads a code; one that only a newer program knows becomes INTERNAL_ERROR.
    static ErrorCode code(String name) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return ErrorCode.INTERNAL_ERROR;
    }
}

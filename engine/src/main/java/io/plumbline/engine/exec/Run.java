package io.plumbline.engine.exec;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.PlanText;
import io.plumbline.engine.plan.Shipment;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.ExternalCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One run of a pipeline, stage by stage.
final class Run {
    private final CompiledPipeline pipeline;
    private final RunRequest request;
    private final RunRecord record;
    private final Outputs outputs;
    private final Cancellation cancellation;
    private final boolean exact;
    private final List<Unit> units;

    /// Takes what to run.
    ///
    /// @param exact whether decimals have room for every digit; without, it may fail with OVERFLOW
    Run(
            CompiledPipeline pipeline,
            RunRequest request,
            RunRecord record,
            Outputs outputs,
            Cancellation cancellation,
            boolean exact) {
        this.pipeline = pipeline;
        this.request = request;
        this.record = record;
        this.outputs = outputs;
        this.cancellation = cancellation;
        this.exact = exact;
        this.units = Unit.of(pipeline);
    }

    /// Does the run up to and with its commit.
    void execute() {
        stage(RunStage.PREPARE);
        Map<List<String>, Scan> scans = PipelineRunner.scans(units, request.reading());
        try (PlannedSession session =
                        new PlannedSession(
                                request.settings(),
                                request.guard(),
                                scans,
                                outputs.folders(),
                                units,
                                wanted());
                ExternalPrograms programs =
                        new ExternalPrograms(session, request.programs(), units, cancellation)) {
            if (exact) {
                session.text().beExact();
            }
            FileStamps stamps = new FileStamps(session.session().paths());
            RowCounts counts = new RowCounts(units);
            stage(RunStage.SHIP);
            ship(session, counts);
            stage(RunStage.CHECK);
            check(session, programs, counts);
            stage(RunStage.WRITE);
            Map<String, Writing.Volume> volumes = write(session, counts);
            stage(RunStage.ACCOUNT);
            readBytes(scans, stamps);
            Accounts accounts = new Accounts(pipeline, session, record, counts, cancellation);
            record.account(accounts.balance(request.exactAccounts()));
            stamps.check();
            stage(RunStage.COMMIT);
            cancellation.check();
            commit(volumes);
        }
    }

    private void check(PlannedSession session, ExternalPrograms programs, RowCounts counts) {
        Keeping keeping = new Keeping(session, record, cancellation, counts);
        keeping.keepShared(units, finalPaths());
        Checking checking = new Checking(session, record, outputs.quarantineFolder(), cancellation);
        for (CompiledStep step : pipeline.steps().values()) {
            if (!step.checks().isEmpty()) {
                checking.check(step, counts);
            }
            units.stream()
                    .filter(u -> u.plan() instanceof ExternalCall)
                    .filter(u -> u.path().get(1).equals(step.id()))
                    .forEach(u -> runProgram(programs, u, keeping, counts));
        }
    }

    private void runProgram(
            ExternalPrograms programs, Unit unit, Keeping keeping, RowCounts counts) {
        String step = unit.path().get(1);
        long begin = System.nanoTime();
        record.begin(step);
        long rows =
                programs.run(
                        unit,
                        path -> counts.put(path, keeping.keep(path, "fed")),
                        taken -> record.progress(step, taken, -1));
        counts.put(unit.path(), rows);
        record.spent(step, System.nanoTime() - begin, 0);
        record.tell(new RunEvent.StepFinished(step, rows));
    }

    private Map<String, Writing.Volume> write(PlannedSession session, RowCounts counts) {
        Writing writing = new Writing(session, record, cancellation);
        Map<String, Writing.Volume> volumes = new LinkedHashMap<>();
        for (CompiledStep step : PipelineRunner.sinks(pipeline)) {
            volumes.put(step.id(), writing.write(step, outputs.of(step.id()), counts));
        }
        return volumes;
    }

    private void stage(RunStage stage) {
        cancellation.check();
        record.tell(new RunEvent.StageStarted(stage));
    }

    /// What sinks write and checks look at is needed with all columns; with exact accounts also
    /// what leads nowhere.
    private List<List<String>> wanted() {
        List<List<String>> out = new ArrayList<>(finalPaths());
        Set<List<String>> scanned = new HashSet<>();
        units.forEach(u -> scanned.addAll(Unit.scanned(u.plan())));
        for (Unit unit : units) {
            if (request.exactAccounts() && !scanned.contains(unit.path())) {
                out.add(unit.path());
            }
        }
        return out.stream().distinct().toList();
    }

    private List<List<String>> finalPaths() {
        List<List<String>> out = new ArrayList<>();
        for (CompiledStep step : pipeline.steps().values()) {
            if (step.sink() != null) {
                out.add(Unit.path(new PortRef(step.id(), PortRef.OUT)));
            }
            step.materialized().forEach(p -> out.add(Unit.path(new PortRef(step.id(), p))));
        }
        return out;
    }

    private void ship(PlannedSession session, RowCounts counts) {
        for (Shipment shipment : session.cut().shipments()) {
            String step = stepOf(shipment);
            long begin = System.nanoTime();
            if (step != null) {
                record.begin(step);
            }
            Shipper.Shipped shipped =
                    session.ship(
                            shipment,
                            cancellation,
                            rows -> {
                                if (step != null) {
                                    record.progress(step, rows, -1);
                                }
                            });
            record.crossed(
                    new Crossing(
                            shipment.system().connectionName(),
                            PlanText.shown(shipment.relations().getFirst()),
                            shipped.rows(),
                            shipped.bytes(),
                            shipped.whole()));
            if (shipped.whole()) {
                shipment.relations().forEach(r -> counts.put(r, shipped.rows()));
            }
            if (step != null) {
                record.spent(step, System.nanoTime() - begin, shipped.bytes());
                record.tell(new RunEvent.StepFinished(step, shipped.rows()));
            }
        }
    }

    /// Returns the step whose rows, or else whose dataset's rows, a shipment brings.
    private @org.jspecify.annotations.Nullable String stepOf(Shipment shipment) {
        List<String> path = shipment.relations().getFirst();
        if (path.size() == 3) {
            return path.get(1);
        }
        return units.stream()
                .filter(u -> Unit.scanned(u.plan()).contains(path))
                .map(u -> u.path().get(1))
                .findFirst()
                .orElse(null);
    }

    private void readBytes(Map<List<String>, Scan> scans, FileStamps stamps) {
        for (CompiledStep step : pipeline.steps().values()) {
            for (String dataset : step.datasets()) {
                Scan scan = scans.get(Relations.key(List.of("dataset", dataset)));
                if (scan instanceof Scan.Files files) {
                    record.spent(step.id(), 0, stamps.bytes(real(files.paths())));
                }
            }
        }
    }

    private static List<Path> real(List<Path> paths) {
        List<Path> out = new ArrayList<>();
        for (Path path : paths) {
            try {
                out.add(path.toRealPath());
            } catch (java.io.IOException e) {
                out.add(path);
            }
        }
        return out;
    }

    private void commit(Map<String, Writing.Volume> volumes) {
        Map<String, String> datasets = new HashMap<>();
        PipelineRunner.sinks(pipeline)
                .forEach(s -> {
                    if (s.sink() != null) {
                        datasets.put(s.id(), s.sink().dataset());
                    }
                });
        outputs.commit((step, version) -> {
            Writing.Volume volume = volumes.getOrDefault(step, new Writing.Volume(0, 0));
            record.visible(
                    new RunReport.Written(
                            step,
                            datasets.getOrDefault(step, step),
                            version,
                            volume.rows(),
                            volume.bytes()));
        });
    }
}

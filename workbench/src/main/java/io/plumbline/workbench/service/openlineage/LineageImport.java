package io.plumbline.workbench.service.openlineage;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.LineageOrigin;
import io.plumbline.engine.metadata.LineageRecord;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.WorkspaceSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Takes OpenLineage events of other programs into the lineage graph of a workspace. Of each job
/// the latest run counts, with all its events; runs that failed tell nothing.
public final class LineageImport {
    private static final Set<String> FAILED = Set.of("FAIL", "ABORT");

    private final WorkspaceSession session;
    private final MetadataStore store;

    /// Takes an open workspace.
    public LineageImport(WorkspaceSession session, MetadataStore store) {
        this.session = session;
        this.store = store;
    }

    /// What became of the events.
    ///
    /// @param events how many were good
    /// @param recorded jobs whose lineage is new
    /// @param unchanged jobs whose lineage was recorded already
    /// @param older jobs of which something later is recorded
    /// @param own jobs that are pipelines of this workspace, whose runs record them
    /// @param failed jobs of which only failed runs are told
    /// @param problems the bad events
    public record Report(
            int events,
            List<String> recorded,
            List<String> unchanged,
            List<String> older,
            List<String> own,
            List<String> failed,
            List<Problem> problems) {

        /// Copies the lists.
        public Report {
            recorded = List.copyOf(recorded);
            unchanged = List.copyOf(unchanged);
            older = List.copyOf(older);
            own = List.copyOf(own);
            failed = List.copyOf(failed);
            problems = List.copyOf(problems);
        }
    }

    /// Reads a file or a folder of events and records what they tell.
    ///
    /// @param actor who does it, as the audit log names it
    public Report read(Path path, String actor) {
        EventFiles files = EventFiles.read(path);
        KnownNames names = new KnownNames(session);
        files.events()
                .forEach(e -> {
                    e.inputs().forEach(names::learn);
                    e.outputs().forEach(names::learn);
                });
        Map<String, List<ToldEvent>> jobs = new TreeMap<>();
        files.events()
                .forEach(e ->
                        jobs.computeIfAbsent(names.of(e.job()), _ -> new ArrayList<>()).add(e));
        Map<String, List<String>> became = new LinkedHashMap<>();
        jobs.forEach((job, events) ->
                became.computeIfAbsent(take(job, events, names), _ -> new ArrayList<>()).add(job));
        Report report =
                new Report(
                        files.events().size(),
                        became.getOrDefault("recorded", List.of()),
                        became.getOrDefault("unchanged", List.of()),
                        became.getOrDefault("older", List.of()),
                        became.getOrDefault("own", List.of()),
                        became.getOrDefault("failed", List.of()),
                        files.problems());
        audit(path, actor, report);
        return report;
    }

    private String take(String job, List<ToldEvent> events, KnownNames names) {
        boolean ours =
                events.getFirst().job().namespace().equals(names.home())
                        && session.workspace().pipelines().containsKey(job);
        if (ours) {
            return "own";
        }
        List<ToldEvent> latest = latest(events);
        if (latest.isEmpty()) {
            return "failed";
        }
        Instant told = latest.getLast().time();
        Optional<LineageOrigin> known = store.lineage().origin(job);
        if (known.isPresent() && known.orElseThrow().told().isAfter(told)) {
            return "older";
        }
        LineageRecord lineage = ToldLineage.of(job, latest, names);
        return store.lineage().record(lineage) ? "recorded" : "unchanged";
    }

    /// Returns the events of the run that was heard of last, oldest first; those about the job as
    /// such count as one run.
    private static List<ToldEvent> latest(List<ToldEvent> events) {
        Comparator<ToldEvent> byTime = Comparator.comparing(ToldEvent::time);
        Map<String, List<ToldEvent>> runs =
                events.stream()
                        .sorted(byTime)
                        .collect(
                                Collectors.groupingBy(
                                        e -> String.valueOf(e.run()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return runs.values().stream()
                .filter(run -> run.stream().noneMatch(e -> FAILED.contains(e.state())))
                .max(Comparator.comparing(List::getLast, byTime))
                .orElse(List.of());
    }

    private void audit(Path path, String actor, Report report) {
        new AuditLog(store)
                .append(
                        AuditEvent.of(
                                        actor,
                                        "lineage.imported",
                                        "file:" + path.getFileName(),
                                        report.problems().isEmpty() ? "COMPLETE" : "PARTIAL")
                                .with("events", String.valueOf(report.events()))
                                .with("jobs", String.valueOf(report.recorded().size()))
                                .with("bad", String.valueOf(report.problems().size())));
    }
}

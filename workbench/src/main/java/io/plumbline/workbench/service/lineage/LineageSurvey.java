package io.plumbline.workbench.service.lineage;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.metadata.FlowLineage;
import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageRecord;
import io.plumbline.engine.metadata.LineageWalk;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.PipelineHash;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.lineage.LineageMap.Basis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Draws the map of a workspace: what runs recorded and others told, and what is designed where it
/// says more.
public final class LineageSurvey {
    private static final String ANY = "*";

    private final WorkspaceSession session;

    /// Names in lower case with their spelling and columns.
    private final Map<String, Named> names = new TreeMap<>();

    private final Set<LineageMap.Edge> edges = new LinkedHashSet<>();
    private final Set<LineageMap.Link> links = new LinkedHashSet<>();
    private final List<String> leftOut = new ArrayList<>();

    /// A dataset on the way to the map.
    private static final class Named {
        private final String name;
        private final Map<String, String> columns = new LinkedHashMap<>();
        private boolean toldOnly = true;

        Named(String name) {
            this.name = name;
        }

        String column(String column) {
            return columns.computeIfAbsent(column.toLowerCase(Locale.ROOT), _ -> column);
        }
    }

    private LineageSurvey(WorkspaceSession session) {
        this.session = session;
    }

    /// Draws the map. A pipeline whose design cannot be followed is left out by name; what is
    /// recorded of it is there all the same.
    ///
    /// @param store null where the records cannot be read
    public static LineageMap of(
            WorkspaceSession session, @Nullable MetadataStore store, Cancellation cancellation) {
        LineageSurvey survey = new LineageSurvey(session);
        session.workspace().datasets().values().forEach(survey::contract);
        if (store != null) {
            survey.recorded(store);
        }
        for (String pipeline : session.workspace().pipelines().keySet()) {
            cancellation.check();
            survey.designed(pipeline);
        }
        return survey.map();
    }

    private Named named(String dataset) {
        return names.computeIfAbsent(dataset.toLowerCase(Locale.ROOT), _ -> new Named(dataset));
    }

    private void contract(Dataset contract) {
        Named named = named(contract.name());
        named.toldOnly = false;
        contract.schema().names().forEach(named::column);
    }

    private void recorded(MetadataStore store) {
        for (LineageWalk.Hop hop : store.lineage().datasetEdges()) {
            link(hop.edge(), hop.pipeline(), basis(hop));
        }
        for (LineageWalk.Hop hop : store.lineage().columnEdges()) {
            edge(hop.edge(), hop.pipeline(), basis(hop));
        }
    }

    private static Basis basis(LineageWalk.Hop hop) {
        return hop.origin() == null ? Basis.RECORDED : Basis.IMPORTED;
    }

    private void designed(String pipeline) {
        LineageRecord design;
        try {
            CompiledPipeline compiled = session.compile(pipeline, Map.of());
            design =
                    FlowLineage.of(
                            pipeline,
                            PipelineHash.of(compiled.pipeline()),
                            PipelineFlow.of(compiled));
            if (compiled.problems().stream().anyMatch(p -> p.isError())) {
                leftOut.add(pipeline);
            }
        } catch (PlumblineException e) {
            leftOut.add(pipeline);
            return;
        }
        design.outputs()
                .forEach((dataset, columns) -> {
                    Named named = named(dataset);
                    named.toldOnly = false;
                    columns.forEach(named::column);
                });
        design.edges().forEach(e -> link(e, pipeline, Basis.DESIGNED));
        design.edges().forEach(e -> edge(e, pipeline, Basis.DESIGNED));
    }

    /// What is known by a run or from others is not said a second time by the design.
    private void link(LineageEdge edge, String pipeline, Basis basis) {
        Named from = known(edge.sourceDataset(), basis);
        Named to = known(edge.targetDataset(), basis);
        LineageMap.Link link = new LineageMap.Link(from.name, to.name, pipeline, basis);
        boolean said =
                basis == Basis.DESIGNED
                        && (links.contains(withBasis(link, Basis.RECORDED))
                                || links.contains(withBasis(link, Basis.IMPORTED)));
        if (!said) {
            links.add(link);
        }
    }

    private static LineageMap.Link withBasis(LineageMap.Link l, Basis basis) {
        return new LineageMap.Link(l.from(), l.to(), l.pipeline(), basis);
    }

    private void edge(LineageEdge e, String pipeline, Basis basis) {
        LineageItem from = item(known(e.sourceDataset(), basis), e.sourceColumn());
        LineageItem to = item(known(e.targetDataset(), basis), e.targetColumn());
        LineageMap.Edge made =
                new LineageMap.Edge(pipeline, basis, from, to, e.direct(), e.how(), e.expression());
        boolean said =
                basis == Basis.DESIGNED
                        && (edges.contains(withBasis(made, Basis.RECORDED))
                                || edges.contains(withBasis(made, Basis.IMPORTED)));
        if (!said) {
            edges.add(made);
        }
    }

    private static LineageMap.Edge withBasis(LineageMap.Edge e, Basis basis) {
        return new LineageMap.Edge(
                e.pipeline(), basis, e.from(), e.to(), e.direct(), e.how(), e.expression());
    }

    private Named known(String dataset, Basis basis) {
        Named named = named(dataset);
        named.toldOnly &= basis == Basis.IMPORTED;
        return named;
    }

    private static LineageItem item(Named dataset, String column) {
        return new LineageItem(dataset.name, column.equals(ANY) ? null : dataset.column(column));
    }

    private LineageMap map() {
        List<LineageMap.Dataset> datasets = new ArrayList<>();
        Set<String> used = new HashSet<>();
        links.forEach(l -> used.addAll(List.of(l.from(), l.to())));
        for (Named named : names.values()) {
            if (used.contains(named.name) && named.columns.isEmpty()) {
                discover(named);
            }
            datasets.add(
                    new LineageMap.Dataset(
                            named.name, place(named), List.copyOf(named.columns.values())));
        }
        return new LineageMap(datasets, List.copyOf(edges), List.copyOf(links), leftOut);
    }

    private void discover(Named named) {
        try {
            session.datasets()
                    .readable(named.name)
                    .ifPresent(schema -> schema.names().forEach(named::column));
        } catch (PlumblineException e) {
            // a map without its columns is of use where the dataset is out of reach
            named.columns.clear();
        }
    }

    private String place(Named named) {
        Dataset contract = session.workspace().datasets().get(named.name);
        if (contract != null && contract.connection() != null) {
            return contract.connection();
        }
        return named.toldOnly ? "imported" : "managed";
    }
}

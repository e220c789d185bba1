package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageOrigin;
import io.plumbline.engine.metadata.LineageRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes lineage to record of the events about one run, or one job or dataset as such.
final class ToldLineage {
    private static final String ROWS = "*";
    private static final Set<String> DIRECT = Set.of("IDENTITY", "TRANSFORMATION", "AGGREGATION");
    private static final Set<String> INDIRECT =
            Set.of("FILTER", "JOIN", "GROUP_BY", "SORT", "WINDOW", "CONDITIONAL");

    private final KnownNames names;
    private final Set<String> inputs = new LinkedHashSet<>();
    private final Map<String, Set<String>> outputs = new LinkedHashMap<>();
    private final Set<LineageEdge> edges = new LinkedHashSet<>();
    private final Set<String> proved = new LinkedHashSet<>();

    private ToldLineage(KnownNames names) {
        this.names = names;
    }

    /// Returns the lineage of a job.
    ///
    /// @param events all of one run, oldest first
    static LineageRecord of(String job, List<ToldEvent> events, KnownNames names) {
        ToldLineage lineage = new ToldLineage(names);
        for (ToldEvent event : events) {
            event.inputs().forEach(i -> lineage.inputs.add(names.of(KnownNames.name(i))));
            event.outputs().forEach(lineage::output);
        }
        lineage.presence();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        lineage.outputs.forEach((dataset, found) -> columns.put(dataset, List.copyOf(found)));
        ToldEvent last = events.getLast();
        return new LineageRecord(
                job,
                "",
                List.copyOf(lineage.inputs),
                columns,
                List.copyOf(lineage.edges),
                List.of(),
                new LineageOrigin(last.producer(), last.time()));
    }

    private void output(Map<?, ?> dataset) {
        String target = names.of(KnownNames.name(dataset));
        Set<String> columns = outputs.computeIfAbsent(target, _ -> new LinkedHashSet<>());
        Map<?, ?> facets = map(dataset.get("facets"));
        for (Object field : list(map(facets.get("schema")).get("fields"))) {
            if (map(field).get("name") instanceof String name) {
                columns.add(name);
            }
        }
        Map<?, ?> lineage = map(facets.get("columnLineage"));
        Map<?, ?> fields = map(lineage.get("fields"));
        fields.keySet().forEach(k -> columns.add(String.valueOf(k)));
        fields.forEach((column, told) -> {
            Object kind = map(told).get("transformationType");
            Object text = map(told).get("transformationDescription");
            for (Object input : list(map(told).get("inputFields"))) {
                input(map(input), target, String.valueOf(column), kind, text);
            }
        });
        for (Object input : list(lineage.get("dataset"))) {
            columns.forEach(c -> input(map(input), target, c, null, null));
        }
    }

    /// Adds what one input column does to one output column.
    ///
    /// @param kind the transformation that the facet's first version had for the whole column
    private void input(
            Map<?, ?> input,
            String target,
            String column,
            @Nullable Object kind,
            @Nullable Object text) {
        if (!(input.get("field") instanceof String field)) {
            return;
        }
        String source = names.of(KnownNames.name(input));
        inputs.add(source);
        proved.add(source);
        presence(source, target);
        List<?> transformations = list(input.get("transformations"));
        if (transformations.isEmpty()) {
            String how = "IDENTITY".equals(kind) ? "IDENTITY" : "UNKNOWN";
            edges.add(new LineageEdge(source, field, target, column, true, how, text(text)));
        }
        for (Object t : transformations) {
            String subtype = text(map(t).get("subtype"));
            boolean direct = !"INDIRECT".equals(map(t).get("type"));
            boolean known = (direct ? DIRECT : INDIRECT).contains(subtype);
            edges.add(
                    new LineageEdge(
                            source,
                            field,
                            target,
                            column,
                            direct,
                            known ? subtype : "UNKNOWN",
                            text(map(t).get("description"))));
        }
    }

    private void presence(String source, String target) {
        edges.add(new LineageEdge(source, ROWS, target, ROWS, false, "PRESENCE", ""));
    }

    /// An input of which no column is told acts on every output all the same.
    private void presence() {
        if (proved.isEmpty()) {
            return;
        }
        for (String input : inputs) {
            if (!proved.contains(input)) {
                outputs.keySet().forEach(o -> presence(input, o));
            }
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : new ArrayList<>();
    }
}

package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.How;
import io.plumbline.engine.flow.Influence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facet `columnLineage` of what a write step writes. What decides about whole rows stands once
/// for the dataset, the rest at its column; what could not be followed is a direct transformation
/// of the subtype UNKNOWN.
final class ColumnLineage {
    private final Facets facets;
    private final DatasetNames names;

    ColumnLineage(Facets facets, DatasetNames names) {
        this.facets = facets;
        this.names = names;
    }

    private record Source(String dataset, String column) {}

    Map<String, @Nullable Object> of(ColumnFlow flow) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (ColumnFlow.Column column : flow.columns()) {
            List<Influence> all = new ArrayList<>(column.direct());
            all.addAll(column.own());
            fields.put(column.name(), Json.object("inputFields", inputs(all)));
        }
        return facets.of(
                "1-2-0/ColumnLineageDatasetFacet",
                "fields",
                fields,
                "dataset",
                inputs(flow.rows()));
    }

    private List<Map<String, @Nullable Object>> inputs(List<Influence> influences) {
        Map<Source, List<Map<String, @Nullable Object>>> bySource = new LinkedHashMap<>();
        for (Influence influence : influences) {
            if (influence.how() != How.PRESENCE) {
                Source source =
                        new Source(
                                influence.from().relation().getLast(), influence.from().column());
                bySource.computeIfAbsent(source, _ -> new ArrayList<>())
                        .add(transformation(influence));
            }
        }
        return bySource.entrySet().stream().map(e -> input(e.getKey(), e.getValue())).toList();
    }

    private Map<String, @Nullable Object> input(
            Source source, List<Map<String, @Nullable Object>> transformations) {
        DatasetNames.Name name = names.of(source.dataset());
        return Json.object(
                "namespace", name.namespace(),
                "name", name.name(),
                "field", source.column(),
                "transformations", transformations);
    }

    private static Map<String, @Nullable Object> transformation(Influence influence) {
        return Json.object(
                "type",
                influence.how().isDirect() ? "DIRECT" : "INDIRECT",
                "subtype",
                influence.how().name(),
                "description",
                String.join("; ", influence.reason()),
                "masking",
                false);
    }
}

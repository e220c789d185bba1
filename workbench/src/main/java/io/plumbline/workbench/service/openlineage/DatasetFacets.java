package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Workspace;
import io.plumbline.workbench.service.WorkspaceDatasets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a contract says of a dataset, as facets: its name here, columns, purpose, owner, version of
/// the contract. A source that is out of reach leaves the columns out.
final class DatasetFacets {
    private final Facets facets;
    private final DatasetNames names;
    private final Workspace workspace;
    private final WorkspaceDatasets datasets;

    DatasetFacets(
            Facets facets, DatasetNames names, Workspace workspace, WorkspaceDatasets datasets) {
        this.facets = facets;
        this.names = names;
        this.workspace = workspace;
        this.datasets = datasets;
    }

    Map<String, @Nullable Object> of(String dataset) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        DatasetNames.Name name = names.of(dataset);
        if (!name.namespace().equals(names.home())) {
            out.put("symlinks", symlinks(dataset));
        }
        schema(dataset).ifPresent(s -> out.put("schema", columns(s)));
        Dataset contract = workspace.datasets().get(dataset);
        if (contract == null) {
            return out;
        }
        if (contract.description() != null) {
            out.put(
                    "documentation",
                    facets.of(
                            "1-1-0/DocumentationDatasetFacet",
                            "description",
                            contract.description(),
                            "contentType",
                            "text/plain"));
        }
        if (contract.owner() != null) {
            Map<String, @Nullable Object> owner =
                    Json.object("name", contract.owner(), "type", "OWNER");
            out.put(
                    "ownership",
                    facets.of("1-0-1/OwnershipDatasetFacet", "owners", List.of(owner)));
        }
        return out;
    }

    private Map<String, @Nullable Object> symlinks(String dataset) {
        Map<String, @Nullable Object> here =
                Json.object("namespace", names.home(), "name", dataset, "type", "TABLE");
        return facets.of("1-0-1/SymlinksDatasetFacet", "identifiers", List.of(here));
    }

    private Optional<Schema> schema(String dataset) {
        try {
            return datasets.readable(dataset);
        } catch (PlumblineException e) {
            return Optional.empty();
        }
    }

    private Map<String, @Nullable Object> columns(Schema schema) {
        List<Map<String, @Nullable Object>> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(
                    Json.object(
                            "name", field.name(),
                            "type", field.type().toString(),
                            "ordinal_position", fields.size() + 1));
        }
        return facets.of("1-2-0/SchemaDatasetFacet", "fields", fields);
    }
}

package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.document.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Begins facets: each names its producer and the version of its schema.
final class Facets {
    static final String SPEC = "https://openlineage.io/spec/";

    private final String producer;

    /// @param producer a URI for this program and its version
    Facets(String producer) {
        this.producer = producer;
    }

    String producer() {
        return producer;
    }

    /// Returns a facet.
    ///
    /// @param schema version and name of its schema, such as `1-0-1/OwnershipJobFacet`
    /// @param keysAndValues what it says, keys and values in turn
    Map<String, @Nullable Object> of(String schema, @Nullable Object... keysAndValues) {
        String name = schema.substring(schema.indexOf('/') + 1);
        Map<String, @Nullable Object> facet =
                Json.object(
                        "_producer",
                        producer,
                        "_schemaURL",
                        SPEC + "facets/" + schema + ".json#/$defs/" + name);
        facet.putAll(Json.object(keysAndValues));
        return facet;
    }
}

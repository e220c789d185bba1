package io.plumbline.engine.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.InputStreamSource;
import io.plumbline.engine.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks files against one JSON Schema and tells what is wrong in our words. Schemas come from
/// this program alone: a reference to anything else is never fetched.
final class SchemaCheck {
    private static final String FOLDER = "/io/plumbline/schema/";
    private static final int ROUNDS = 4;

    private final JsonNode source;
    private final SchemaAcceptance acceptance;
    private @Nullable JsonSchema schema;

    /// Loads a schema of this program.
    ///
    /// @param resource file name among the schemas
    SchemaCheck(String resource) {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(FOLDER + resource)) {
            if (in == null) {
                throw new IllegalArgumentException("No schema " + resource);
            }
            source = JacksonTree.ofJson(Json.read(in.readAllBytes(), resource));
            conditionsNeedTheirKey(source);
            acceptance = new SchemaAcceptance(source);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read schema " + resource, e);
        }
    }

    /// Returns true only when the file fits; what does not is left to the library.
    synchronized boolean accepts(JsonNode file) {
        return acceptance.accepts(file);
    }

    /// Returns what the schema library has to say, which is loaded for that alone.
    synchronized Collection<ValidationMessage> explain(JsonNode file) {
        JsonSchema loaded = schema;
        if (loaded == null) {
            loaded = Library.FACTORY.getSchema(source, Library.CONFIG);
            schema = loaded;
        }
        return loaded.validate(file);
    }

    /// Makes each `if` that asks for a key's value also ask for the key: ODCS 3.2.0 forgets it for
    /// `logicalType`, and so wants a `map` of every column that has none.
    private static void conditionsNeedTheirKey(JsonNode part) {
        if (part.path("if") instanceof ObjectNode condition) {
            requireKeys(condition);
            condition.path("anyOf").forEach(SchemaCheck::requireKeys);
        }
        part.forEach(SchemaCheck::conditionsNeedTheirKey);
    }

    private static void requireKeys(JsonNode condition) {
        if (condition instanceof ObjectNode map && map.has("properties") && !map.has("required")) {
            ArrayNode keys = map.putArray("required");
            map.path("properties").fieldNames().forEachRemaining(keys::add);
        }
    }

    /// Tells what is wrong with a file. Returns the scalars that are texts as written though they
    /// look like numbers or truth values.
    Set<Element> check(Element.Mapping root, FileProblems problems) {
        Set<Element> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        JsonNode file = new JacksonTree(kept).of(root);
        if (accepts(file)) {
            return kept;
        }
        Collection<ValidationMessage> found = explain(file);
        for (int round = 0; round < ROUNDS && keep(found, root, kept); round++) {
            found = explain(new JacksonTree(kept).of(root));
        }
        new SchemaMessages(source, root, problems).tell(found);
        return kept;
    }

    /// Notes the scalars to keep as they are written: what looks like a number or truth value where
    /// a text is wanted, and empty values where something is required. Returns whether there are
    /// new ones.
    private boolean keep(
            Collection<ValidationMessage> found, Element.Mapping root, Set<Element> kept) {
        boolean more = false;
        for (ValidationMessage message : found) {
            Element at = Located.of(root, message.getInstanceLocation()).value();
            if (message.getType().equals("required") && at instanceof Element.Mapping holder) {
                Element.Entry empty = holder.entries().get(message.getProperty());
                more |= empty != null && kept.add(empty.value());
            }
            boolean plain = at instanceof Element.Scalar s && s.kind() != Element.Kind.NULL;
            if (plain && message.getType().equals("type") && wantsText(message)) {
                more |= kept.add(at);
            }
        }
        return more;
    }

    private boolean wantsText(ValidationMessage message) {
        JsonNode type = at(source, message.getSchemaLocation().getFragment());
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (one.asText().equals("string")) {
                    return true;
                }
            }
        }
        return type.asText().equals("string");
    }

    /// Returns the part of a schema at a path.
    static JsonNode at(JsonNode schema, @Nullable JsonNodePath path) {
        JsonNode node = schema;
        for (int i = 0; path != null && i < path.getNameCount(); i++) {
            Object part = path.getElement(i);
            node = part instanceof Integer index ? node.path(index) : node.path(part.toString());
        }
        return node;
    }

    /// Tells that a file was written for a newer program, and returns whether it was.
    static boolean isNewer(Element.Mapping root, FileProblems problems) {
        String version = root.text("version");
        boolean newer =
                version != null && version.matches("[1-9][0-9]{0,8}") && !"1".equals(version);
        if (newer) {
            problems.error(
                    ErrorCode.FORMAT_NEWER,
                    "Invalid version: " + version + " (this program reads version 1)",
                    root.spotOf("version"),
                    "Open the workspace with a newer Plumbline");
        }
        return newer;
    }

    /// The schema library, set up when a file does not fit.
    private static final class Library {
        static final JsonSchemaFactory FACTORY =
                JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder ->
                                builder.schemaLoaders(loaders ->
                                        loaders.values(list -> {
                                            list.clear();
                                            list.add(iri -> ownSchema(iri.toString()));
                                        })));

        static final SchemaValidatorsConfig CONFIG =
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .formatAssertionsEnabled(false)
                        // a file uses a small part of a large schema: the rest is never compiled
                        .preloadJsonSchema(false)
                        .build();

        /// Lets the validator see the meta-schemas in its own archive, and nothing else.
        private static @Nullable InputStreamSource ownSchema(String iri) {
            String prefix = "classpath:";
            if (!iri.startsWith(prefix)) {
                return () -> {
                    throw new IOException("Schemas are not fetched");
                };
            }
            InputStream in =
                    JsonSchema.class.getResourceAsStream("/" + iri.substring(prefix.length()));
            return in == null ? null : () -> in;
        }
    }
}

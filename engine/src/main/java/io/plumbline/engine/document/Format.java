package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds of design file, each with its folder and its JSON Schema.
enum Format {
    WORKSPACE("", "workspace.schema.json"),
    CONNECTION("connections", "connection.schema.json"),
    DATASET("datasets", "odcs-v3.2.0.schema.json"),
    PIPELINE("pipelines", "pipeline.schema.json"),
    TEST("tests", "test.schema.json"),
    CLASSIFICATION("", "classification.schema.json");

    private final String folder;
    private final String schema;
    private @Nullable SchemaCheck loaded;

    Format(String folder, String schema) {
        this.folder = folder;
        this.schema = schema;
    }

    /// Returns the folder in the workspace, empty for the workspace itself.
    String folder() {
        return folder;
    }

    /// Checks a file's shape, its version and what must not stand in it. Returns the scalars that
    /// are texts as written though they look like numbers or truth values.
    Set<Element> check(Element.Mapping root, FileProblems problems) {
        if (isNewer(root, problems)) {
            return Set.of();
        }
        if (this == CONNECTION) {
            ClearTextSecrets.check(root, problems);
        } else if (this == WORKSPACE && root.entries().containsKey("openlineage")) {
            ClearTextSecrets.check(root.mapping("openlineage"), problems);
        }
        return check().check(root, problems);
    }

    /// Begins to load the schema beside what else is done.
    void loadAhead() {
        Thread.ofPlatform().daemon().name("schema-" + folder).start(this::check);
    }

    /// Schemas are loaded at first use: a workspace without datasets does not wait for theirs.
    private synchronized SchemaCheck check() {
        SchemaCheck check = loaded;
        if (check == null) {
            check = new SchemaCheck(schema);
            loaded = check;
        }
        return check;
    }

    private boolean isNewer(Element.Mapping root, FileProblems problems) {
        return this == DATASET ? isOtherOdcs(root, problems) : SchemaCheck.isNewer(root, problems);
    }

    private static boolean isOtherOdcs(Element.Mapping root, FileProblems problems) {
        String version = root.text("apiVersion");
        if (version == null || version.matches("v3\\.[012]\\.\\d{1,4}")) {
            return false;
        }
        boolean newer = version.matches("v([4-9]|[1-9]\\d|3\\.([3-9]|[1-9]\\d))(\\.\\d{1,4}){0,2}");
        problems.error(
                newer ? ErrorCode.FORMAT_NEWER : ErrorCode.DOCUMENT_INVALID,
                "Invalid apiVersion: '" + YamlReader.shown(version) + "' (must be v3.0 to v3.2)",
                root.spotOf("apiVersion"),
                newer
                        ? "Open the workspace with a newer Plumbline"
                        : "Write the contract in version 3 of ODCS, such as apiVersion: v3.1.0");
        return true;
    }
}

package io.plumbline.engine.document;

/// The kinds of design file.
enum Format {
    WORKSPACE(""),
    CONNECTION("connections"),
    DATASET("datasets"),
    PIPELINE("pipelines");

    private final String folder;

    Format(String folder) {
        this.folder = folder;
    }

    /// Returns the folder in the workspace, empty for the workspace itself.
    String folder() {
        return folder;
    }

    /// Checks a file against the JSON Schema of its format.
    void check(Element.Mapping root, FileProblems problems) {
        if (this == CONNECTION) {
            ClearTextSecrets.check(root, problems);
        }
    }
}

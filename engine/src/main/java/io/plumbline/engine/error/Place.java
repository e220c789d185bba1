package io.plumbline.engine.error;

import org.jspecify.annotations.Nullable;

/// Where a problem stands: in a file, in a pipeline, or both. Lines and columns count from 1; 0
/// means unknown.
///
/// @param file the file as the user named it, or relative to the workspace
/// @param field the parameter or column concerned
public record Place(
        @Nullable String file,
        int line,
        int column,
        @Nullable String pipeline,
        @Nullable String step,
        @Nullable String port,
        @Nullable String field) {

    /// No place at all.
    public static final Place NOWHERE = new Place(null, 0, 0, null, null, null, null);

    /// Returns a place in a file.
    public static Place inFile(String file, int line, int column) {
        return new Place(file, line, column, null, null, null, null);
    }

    /// Returns a place in a text without a name, such as the statement of a command line.
    public static Place inText(int line, int column) {
        return new Place(null, line, column, null, null, null, null);
    }

    /// Returns a place in a step of a pipeline.
    public static Place inStep(String pipeline, String step, @Nullable String field) {
        return new Place(null, 0, 0, pipeline, step, null, field);
    }

    /// Returns this place with the file, line and column given.
    public Place at(@Nullable String newFile, int newLine, int newColumn) {
        return new Place(newFile, newLine, newColumn, pipeline, step, port, field);
    }

    /// Returns this place inside the step given.
    public Place within(@Nullable String newPipeline, @Nullable String newStep) {
        return new Place(file, line, column, newPipeline, newStep, port, field);
    }

    /// Returns this place with the parameter or column given.
    public Place of(@Nullable String newField) {
        return new Place(file, line, column, pipeline, step, port, newField);
    }

    /// Returns `file:line:column pipeline.step:port (field)` with what is known of it; empty when
    /// nothing is.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (file != null) {
            out.append(file);
        }
        if (line > 0) {
            out.append(
                    file == null
                            ? "line " + line + ", column " + column
                            : ":" + line + ":" + column);
        }
        if (pipeline != null || step != null) {
            out.append(out.isEmpty() ? "" : " ").append(pipeline == null ? "" : pipeline);
            out.append(step == null ? "" : (pipeline == null ? "" : ".") + step);
            out.append(port == null ? "" : ":" + port);
        }
        if (field != null) {
            out.append(out.isEmpty() ? "" : " ").append('(').append(field).append(')');
        }
        return out.toString();
    }
}

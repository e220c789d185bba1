package io.plumbline.engine.version;

import org.apache.iceberg.exceptions.CleanableFailure;

/// Someone else committed first. Iceberg removes the manifests it wrote and does not try again.
final class TableMoved extends RuntimeException implements CleanableFailure {
    private static final long serialVersionUID = 1L;

    TableMoved(Throwable cause) {
        super("The table has a newer version", cause);
    }
}

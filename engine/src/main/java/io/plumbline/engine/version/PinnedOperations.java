package io.plumbline.engine.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/// Lets Iceberg make one commit on top of the metadata given, and no other: what to do when the
/// table has moved on is decided outside.
final class PinnedOperations implements TableOperations {
    private final TableFolder folder;
    private final int number;
    private TableMetadata current;
    private boolean committed;

    /// Pins the metadata to build on.
    ///
    /// @param number the number that the commit will have
    PinnedOperations(TableFolder folder, int number, TableMetadata current) {
        this.folder = folder;
        this.number = number;
        this.current = current;
    }

    boolean committed() {
        return committed;
    }

    @Override
    public TableMetadata current() {
        return current;
    }

    @Override
    public TableMetadata refresh() {
        return current;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata next) {
        try {
            folder.commit(number, next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        committed = true;
        current = next;
    }

    /// Lets Iceberg remove its manifests after every failure but that of an unknown outcome.
    @Override
    public boolean requireStrictCleanup() {
        return false;
    }

    @Override
    public FileIO io() {
        return folder.files();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return folder.location() + "/metadata/" + fileName;
    }

    @Override
    public LocationProvider locationProvider() {
        return LocationProviders.locationsFor(current.location(), current.properties());
    }
}

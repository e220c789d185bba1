package io.plumbline.workbench.service.sample;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.testdata.sample.Customer360;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the sample workspace and keeps its CRM server running while it is used.
public final class SampleService {
    /// The names of the samples.
    public static final List<String> NAMES = List.of("customer360");

    private static final String MARK = ".plumbline/sample/complete";

    private SampleService() {}

    /// A sample that is in use; its server stops when this is closed.
    public interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /// Writes the sample's design files into a folder, without data and without a server.
    public static void writeDocuments(Path folder) throws IOException {
        Customer360.writeDocuments(folder);
    }

    /// Makes the sample in a folder, unless it is there, and starts its server.
    ///
    /// @throws PlumblineException with WORKSPACE_EXISTS when the folder holds another workspace
    public static Running create(Path folder) {
        if (Files.exists(folder.resolve("workspace.yaml")) && !Files.exists(folder.resolve(MARK))) {
            throw PlumblineException.of(
                    ErrorCode.WORKSPACE_EXISTS,
                    "Cannot make the sample in '" + folder + "': another workspace is there",
                    "Name an empty folder");
        }
        try {
            Customer360 sample = Customer360.create(folder);
            return sample::close;
        } catch (IOException | SQLException e) {
            throw PlumblineException.of(
                    ErrorCode.CONNECTION_FAILED,
                    "Cannot make the sample in '"
                            + folder
                            + "': its data could not be written or its PostgreSQL did not start",
                    "Check that the folder can be written; --debug shows more",
                    e);
        }
    }

    /// Starts the server of a sample workspace; does nothing for any other.
    ///
    /// @param start the workspace's folder, null for the current one
    public static Running startIfSample(@Nullable Path start) {
        Path folder = start == null ? Path.of("") : start;
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(MARK))) {
                return create(at);
            }
            if (Files.exists(at.resolve("workspace.yaml"))) {
                break;
            }
        }
        return () -> {};
    }
}

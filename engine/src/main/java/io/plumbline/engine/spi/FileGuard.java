package io.plumbline.engine.spi;

import java.nio.file.Path;
import java.util.List;

/// Looks at data files of unknown origin before the embedded engine opens them in our own process.
@FunctionalInterface
public interface FileGuard {

    /// Lets everything pass.
    FileGuard NONE = (files, format) -> {};

    /// Opens the files where a crash harms nobody.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with DATA_INVALID naming the file that
    ///   cannot be read
    void check(List<Path> files, Scan.FileFormat format);
}

package io.plumbline.engine.exec;

import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.spi.Scan;
import java.util.function.Function;

/// What a preview needs beside its pipeline.
///
/// @param rows how many rows at most
/// @param reading gives the rows of a dataset by name
/// @param guard looks at files before they are opened
/// @param programs which programs may be run
public record PreviewRequest(
        long rows,
        Function<String, Scan> reading,
        EngineSettings settings,
        FileGuard guard,
        Programs programs) {}

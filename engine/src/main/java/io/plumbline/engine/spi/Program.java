package io.plumbline.engine.spi;

import java.util.List;

/// What a step asks to run outside of the engine.
///
/// @param step the step that asks
/// @param command the program, then its arguments, as the pipeline's file has them; never read by a
///   shell
/// @param files files of the workspace that the program needs, relative to the workspace
public record Program(String step, List<String> command, List<String> files) {

    /// Copies the lists.
    public Program {
        command = List.copyOf(command);
        files = List.copyOf(files);
    }
}

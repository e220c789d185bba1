package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that commits the same file again and again and says so after each commit. Its
/// arguments are the folder of all tables, a Parquet file of one row, how many commits to make, and
/// after how many appends the table is replaced (0 for never).
final class CommitLoop {
    static final Schema SCHEMA = Schema.of(Field.of("id", DataType.INTEGER));

    private CommitLoop() {}

    public static void main(String[] arguments) throws IOException {
        ManagedTables tables = new ManagedTables(Path.of(arguments[0]));
        Path template = Path.of(arguments[1]);
        int commits = Integer.parseInt(arguments[2]);
        int replaceEvery = Integer.parseInt(arguments[3]);
        for (int i = 1; i <= commits; i++) {
            boolean replace = replaceEvery > 0 && i % replaceEvery == 0;
            System.out.println(
                    commit(tables, template, replace ? WriteMode.REPLACE : WriteMode.APPEND));
            System.out.flush();
        }
        System.out.println("done");
    }

    /// Returns the version made, or `conflict`.
    static String commit(ManagedTables tables, Path template, WriteMode mode) throws IOException {
        try (Output.Files output = tables.output("t", SCHEMA, mode, Map.of())) {
            Path file = output.staging().resolve("part-0.parquet");
            Files.copy(template, file);
            output.written(List.of(new Output.WrittenFile(file, 1, Files.size(file), Map.of())));
            return output.commit();
        } catch (PlumblineException e) {
            if (e.problem().code() == ErrorCode.COMMIT_CONFLICT) {
                return "conflict";
            }
            throw e;
        }
    }
}

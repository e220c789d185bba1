package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;

/// The index in the workspace: `metadata.mv.db`. A file that cannot be used is moved aside, never
/// mended, and the index is built anew from the journal.
///
/// A file that its owner did not close is not used either, and thrown away: after a kill, H2 has
/// been seen to keep rows of a transaction that it never committed, or to wait for that transaction
/// for ever.
final class IndexFile {
    private static final String NAME = "metadata";
    private static final String ENDING = ".mv.db";

    private IndexFile() {}

    static Path database(Path dotPlumbline) {
        return dotPlumbline.resolve(NAME);
    }

    static Path file(Path dotPlumbline) {
        return dotPlumbline.resolve(NAME + ENDING);
    }

    /// Opens the index and brings it up to the journal.
    ///
    /// @param warnings gets what had to be moved aside or passed over
    static Index open(Path dotPlumbline, Journal journal, List<Problem> warnings) {
        Index index = null;
        String reason;
        try {
            reason = "was changed since it was closed";
            IndexSeal.State seal = IndexSeal.take(dotPlumbline);
            if (seal == IndexSeal.State.MISSING) {
                Files.deleteIfExists(file(dotPlumbline));
            }
            if (seal != IndexSeal.State.BROKEN) {
                index = Index.inFile(database(dotPlumbline));
                reason = IndexCatchUp.mismatch(index, journal);
                if (reason.isEmpty()) {
                    IndexCatchUp.run(index, journal, warnings);
                    return index;
                }
            }
        } catch (IOException e) {
            throw FileFailures.cannot("read the index", file(dotPlumbline), e);
        } catch (JdbiException | FlywayException | IllegalStateException e) {
            reason = reason(e);
        }
        if (index != null) {
            closeBroken(index);
        }
        return anew(dotPlumbline, journal, reason, warnings);
    }

    private static Index anew(
            Path dotPlumbline, Journal journal, String reason, List<Problem> warnings) {
        Index index;
        try {
            String where = moveAside(dotPlumbline);
            warnings.add(
                    warning(
                            "The index of what happened "
                                    + reason
                                    + "; it was moved to "
                                    + where
                                    + " and built anew from the journal"));
            index = Index.inFile(database(dotPlumbline));
        } catch (IOException | JdbiException | FlywayException e) {
            warnings.add(
                    warning(
                            "The index of what happened "
                                    + reason
                                    + " and could not be moved aside; this run uses one in"
                                    + " memory, built from the journal"));
            index = Index.inMemory();
        }
        IndexCatchUp.run(index, journal, warnings);
        return index;
    }

    private static String moveAside(Path dotPlumbline) throws IOException {
        Path file = file(dotPlumbline);
        Path aside = dotPlumbline.resolve(NAME + ".damaged" + ENDING);
        for (int i = 2; Files.exists(aside); i++) {
            aside = dotPlumbline.resolve(NAME + ".damaged-" + i + ENDING);
        }
        Files.move(file, aside);
        return ".plumbline/" + aside.getFileName();
    }

    /// Says in our words what H2 said: its own text may quote what is in the file.
    private static String reason(RuntimeException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof java.sql.SQLException sql) {
                return switch (sql.getErrorCode()) {
                    case 90020 -> "is in use by another program";
                    case 90048 -> "is of another version of H2";
                    default -> "cannot be read";
                };
            }
        }
        return "cannot be read";
    }

    private static void closeBroken(Index index) {
        try {
            index.close();
        } catch (JdbiException _) {
            // a broken database may not even close
        }
    }

    private static Problem warning(String message) {
        return Problem.warning(ErrorCode.METADATA_DAMAGED, message, Place.NOWHERE, null);
    }
}

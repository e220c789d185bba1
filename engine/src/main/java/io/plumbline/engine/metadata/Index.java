package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The tables that are asked: an H2 database that holds what the journal holds up to its position.
/// Any number of threads may read; one at a time applies events.
final class Index implements AutoCloseable {
    /// Counts up with every change of the tables or of what is written to them; an index of another
    /// version is built anew.
    static final int VERSION = 4;

    private static final String MIGRATIONS = "classpath:io/plumbline/engine/metadata/migration";
    private static final String GENESIS = "SELECT genesis FROM journal_position";

    private final Jdbi jdbi;
    private final Handle writer;
    private final boolean durable;
    private final AtomicLong lineages = new AtomicLong();
    private final AtomicLong runs = new AtomicLong();

    static {
        // should anything ever start one of H2's servers, then not for the whole network
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    private Index(Jdbi jdbi, boolean durable) {
        this.jdbi = jdbi;
        this.durable = durable;
        this.writer = jdbi.open();
    }

    /// How far an index has come.
    ///
    /// @param hash of the last record applied; empty for none
    /// @param genesis hash of the journal's first record; empty when none was applied
    record Position(long sequence, String hash, String genesis, int version) {}

    /// Makes an empty index that nobody else sees and that goes with the process.
    static Index inMemory() {
        return open("jdbc:h2:mem:plumbline-" + UUID.randomUUID(), false);
    }

    /// Opens the index in a file, made when missing.
    ///
    /// @param file without the ending `.mv.db`
    /// @throws JdbiException or FlywayException when the file is damaged, locked or of another
    ///   format
    static Index inFile(Path file) {
        // its own channel type, so that an interrupted thread closes no file
        return open("jdbc:h2:async:" + file.toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE", true);
    }

    /// Opens a file without the right to change it.
    static Index readOnly(Path file) {
        String url = "jdbc:h2:file:" + file.toAbsolutePath() + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
        return new Index(Jdbi.create(source(url)), false);
    }

    private static Index open(String url, boolean durable) {
        JdbcDataSource source = source(url);
        Index index = new Index(Jdbi.create(source), durable);
        boolean ready = false;
        try {
            if (index.version() != VERSION) {
                Flyway.configure(Index.class.getClassLoader())
                        .dataSource(source)
                        .locations(MIGRATIONS)
                        .load()
                        .migrate();
            }
            ready = true;
            return index;
        } finally {
            if (!ready) {
                index.close();
            }
        }
    }

    private static JdbcDataSource source(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url + ";TRACE_LEVEL_FILE=0");
        source.setUser("plumbline");
        return source;
    }

    /// Returns the version that the tables say they are of; 0 when they are empty or not there.
    private int version() {
        boolean there =
                writer.select(
                                        "SELECT COUNT(*) FROM information_schema.tables WHERE table_name ="
                                                + " 'JOURNAL_POSITION' AND table_schema = 'PUBLIC'")
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        return there ? position().version() : 0;
    }

    Position position() {
        return writer.select("SELECT sequence, hash, genesis, index_version FROM journal_position")
                .map((r, c) ->
                        new Position(r.getLong(1), r.getString(2), r.getString(3), r.getInt(4)))
                .findOne()
                .orElse(new Position(0, "", "", 0));
    }

    /// Applies events that follow the position; all of them or, when one fails, none.
    void apply(List<JournalRecord> events) {
        if (events.isEmpty()) {
            return;
        }
        writer.useTransaction(h -> {
            events.forEach(e -> EventApplier.apply(h, e));
            moveTo(h, events);
        });
        for (JournalRecord event : events) {
            if (event.type().equals(EventType.LINEAGE_RECORDED)) {
                lineages.incrementAndGet();
            } else if (!event.type().equals(EventType.AUDIT)) {
                runs.incrementAndGet();
            }
        }
    }

    /// Counts up, from opening on, whenever the lineage changes.
    long lineages() {
        return lineages.get();
    }

    /// Counts up, from opening on, whenever a run changes.
    long runs() {
        return runs.get();
    }

    /// Passes over an event that cannot be applied.
    void skip(JournalRecord event) {
        writer.useTransaction(h -> moveTo(h, List.of(event)));
    }

    private static void moveTo(Handle h, List<JournalRecord> events) {
        JournalRecord first = events.getFirst();
        JournalRecord last = events.getLast();
        Optional<String> known = h.select(GENESIS).mapTo(String.class).findOne();
        h.execute(
                "MERGE INTO journal_position VALUES (1, ?, ?, ?, ?)",
                last.sequence(),
                last.hash(),
                first.sequence() == 1 ? first.hash() : known.orElse(""),
                VERSION);
    }

    /// Returns whether the database still answers.
    boolean isAlive() {
        try {
            writer.select("SELECT 1").mapTo(Integer.class).one();
            return true;
        } catch (JdbiException _) {
            return false;
        }
    }

    /// Asks something.
    ///
    /// @throws PlumblineException with METADATA_DAMAGED when the database does not answer
    <T> T ask(Function<Handle, T> question) {
        try {
            return jdbi.withHandle(question::apply);
        } catch (JdbiException e) {
            throw PlumblineException.of(
                    ErrorCode.METADATA_DAMAGED,
                    "Cannot read the index of what happened: the database does not answer",
                    "Run the command again; if it stays so, delete .plumbline/metadata.mv.db: it is"
                            + " built anew from the journal",
                    e);
        }
    }

    /// Returns a connection for a long reading; the caller closes it.
    Handle handle() {
        return jdbi.open();
    }

    /// Returns whether it is in the workspace's file and not in memory.
    boolean isDurable() {
        return durable;
    }

    @Override
    public void close() {
        writer.close();
    }
}

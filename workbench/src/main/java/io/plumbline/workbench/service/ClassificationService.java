package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.compliance.detect.ColumnValues;
import io.plumbline.compliance.detect.Finding;
import io.plumbline.compliance.detect.OwnDetectors;
import io.plumbline.compliance.detect.TableClassifier;
import io.plumbline.compliance.taxonomy.Taxonomy;
import io.plumbline.compliance.taxonomy.TaxonomyReading;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.metadata.ClassRecord;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Classification;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.sql.SqlCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds out what the columns of files, tables and datasets are. Looks at rows and forgets them;
/// what it says of a workspace's data is recorded, and that it looked is in the audit log.
public final class ClassificationService {
    private final Surroundings surroundings;
    private final int rows;

    /// Takes the connectors at hand.
    ///
    /// @param rows how many rows of a table are looked at, from its beginning
    public ClassificationService(Surroundings surroundings, int rows) {
        this.surroundings = surroundings;
        this.rows = rows;
    }

    /// Classifies a file outside of any workspace.
    ///
    /// @throws PlumblineException when there is no such file, or it cannot be read
    public ClassifiedTable file(Path file) {
        return file(file, new TableClassifier(OwnDetectors.NONE));
    }

    /// Classifies columns whose values are at hand.
    public ClassifiedTable columns(
            String name, Map<String, ? extends List<@Nullable String>> columns) {
        List<ColumnValues> values = new ArrayList<>();
        long seen = 0;
        for (Map.Entry<String, ? extends List<@Nullable String>> told : columns.entrySet()) {
            ColumnValues column = new ColumnValues(told.getKey(), DataType.VARCHAR);
            told.getValue().forEach(column::add);
            seen = Math.max(seen, column.rows());
            values.add(column);
        }
        return new ClassifiedTable(
                name,
                seen,
                classified(values, Map.of(), new TableClassifier(OwnDetectors.NONE)),
                null);
    }

    private ClassifiedTable file(Path file, TableClassifier classifier) {
        if (!Files.isRegularFile(file)) {
            throw PlumblineException.of(
                    ErrorCode.FILE_MISSING,
                    "Cannot classify '" + file + "': there is no such file",
                    "Name a CSV, JSON or Parquet file; within a workspace also a dataset or a"
                            + " connection");
        }
        Path whole = file.toAbsolutePath().normalize();
        Connection folder =
                new Connection("file", "files", null, null, null, null, Map.of("path", "."));
        Path parent = java.util.Objects.requireNonNull(whole.getParent());
        try (Source source = surroundings.open(folder, parent)) {
            return table(
                    file.toString(),
                    source,
                    String.valueOf(whole.getFileName()),
                    Map.of(),
                    classifier);
        }
    }

    /// Classifies a dataset, all tables of a connection, or a file, with what the workspace knows;
    /// what was found of datasets is recorded.
    ///
    /// @throws PlumblineException when there is nothing of that name, or its source fails
    public List<ClassifiedTable> classify(
            WorkspaceSession session, MetadataStore store, String target) {
        TableClassifier classifier = new TableClassifier(detectors(session));
        List<ClassifiedTable> found;
        if (session.datasets().names().contains(target)) {
            found = List.of(dataset(session, target, classifier));
            audit(store, "dataset:" + target, found);
        } else if (session.workspace().connections().containsKey(target)) {
            found = connection(session, target, classifier);
            audit(store, "connection:" + target, found);
        } else if (Files.isRegularFile(Path.of(target))) {
            found = List.of(file(Path.of(target), classifier));
            audit(store, "file:" + Path.of(target).getFileName(), found);
        } else {
            throw unknown(session, target);
        }
        found.stream()
                .filter(t -> session.datasets().names().contains(t.dataset()))
                .forEach(t -> record(store, t));
        return found;
    }

    /// Returns the workspace's own detectors.
    ///
    /// @throws PlumblineException with all that is wrong with them and the taxonomy
    static OwnDetectors detectors(WorkspaceSession session) {
        Classification told = session.files().classification();
        List<Problem> problems = problems(told);
        if (!problems.isEmpty()) {
            throw new PlumblineException(problems, null);
        }
        return OwnDetectors.of(told, Taxonomy.of(told)).detectors();
    }

    /// Returns what is wrong with what a workspace adds to the taxonomy and with its detectors.
    static List<Problem> problems(Classification told) {
        TaxonomyReading.Read read = TaxonomyReading.of(told);
        List<Problem> problems = new ArrayList<>(read.problems());
        problems.addAll(OwnDetectors.of(told, read.taxonomy()).problems());
        return problems;
    }

    private ClassifiedTable dataset(
            WorkspaceSession session, String dataset, TableClassifier classifier) {
        return table(
                dataset,
                new DatasetSource(session.datasets()),
                dataset,
                classes(session, dataset),
                classifier);
    }

    private static Map<String, String> classes(WorkspaceSession session, String dataset) {
        Dataset contract = session.workspace().datasets().get(dataset);
        return contract == null ? Map.of() : contract.classes();
    }

    private List<ClassifiedTable> connection(
            WorkspaceSession session, String name, TableClassifier classifier) {
        Connection connection =
                java.util.Objects.requireNonNull(session.workspace().connections().get(name));
        List<ClassifiedTable> found = new ArrayList<>();
        try (Source source = surroundings.open(connection, session.workspace().root())) {
            for (String table : source.tables()) {
                String dataset =
                        ConnectionService.datasetOf(session.workspace(), connection, table);
                String shown = dataset == null ? table : dataset;
                try {
                    found.add(
                            table(
                                    shown,
                                    source,
                                    table,
                                    dataset == null ? Map.of() : classes(session, dataset),
                                    classifier));
                } catch (PlumblineException e) {
                    found.add(new ClassifiedTable(shown, 0, List.of(), e.problem()));
                }
            }
        }
        return found;
    }

    private ClassifiedTable table(
            String shown,
            Source source,
            String table,
            Map<String, String> contract,
            TableClassifier classifier) {
        List<ColumnValues> columns = new ArrayList<>();
        long seen = read(source, table, columns);
        return new ClassifiedTable(shown, seen, classified(columns, contract, classifier), null);
    }

    private static List<ClassifiedColumn> classified(
            List<ColumnValues> columns, Map<String, String> contract, TableClassifier classifier) {
        List<ClassifiedColumn> classified = new ArrayList<>();
        for (Finding finding : classifier.classify(columns)) {
            classified.add(ClassifiedColumn.of(finding, contract.get(finding.column())));
        }
        return classified;
    }

    /// Reads rows into the columns and returns how many.
    private long read(Source source, String table, List<ColumnValues> columns) {
        LocalEngine.openAhead();
        SourceCatalog catalog = new SourceCatalog();
        catalog.add(null, source);
        String sql = "SELECT * FROM \"" + table.replace("\"", "\"\"") + "\" LIMIT " + rows;
        var plan = new SqlCompiler(catalog).query(sql);
        try (LocalEngine engine = surroundings.engine()) {
            catalog.named().forEach(engine::register);
            try (QueryResult result = engine.query(plan)) {
                for (Field field : result.schema().fields()) {
                    columns.add(new ColumnValues(field.name(), field.type()));
                }
                long seen = 0;
                while (result.next()) {
                    seen++;
                    for (int i = 0; i < columns.size(); i++) {
                        @Nullable Object value = result.value(i);
                        columns.get(i).add(value == null ? null : ValueText.of(value));
                    }
                }
                return seen;
            }
        }
    }

    private void audit(MetadataStore store, String subject, List<ClassifiedTable> found) {
        long columns = found.stream().mapToLong(t -> t.columns().size()).sum();
        long personal =
                found.stream()
                        .flatMap(t -> t.columns().stream())
                        .filter(ClassifiedColumn::isPersonal)
                        .count();
        long seen = found.stream().mapToLong(ClassifiedTable::rowsSeen).sum();
        new AuditLog(store)
                .append(
                        AuditEvent.of(
                                        surroundings.actor(),
                                        "data.classified",
                                        ClassDecisions.named(subject),
                                        "SUGGESTED")
                                .with("rows", String.valueOf(seen))
                                .with("columns", String.valueOf(columns))
                                .with("personal", String.valueOf(personal)));
    }

    /// Records what is new since the last time.
    private void record(MetadataStore store, ClassifiedTable table) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<ClassRecord> known = store.classes().list(table.dataset());
        List<ClassRecord> fresh = new ArrayList<>();
        for (ClassifiedColumn column : table.columns()) {
            ClassRecord record = record(table.dataset(), column, surroundings.actor(), now);
            if (known.stream().noneMatch(k -> says(k, record))) {
                fresh.add(record);
            }
        }
        store.classes().record(fresh);
    }

    static ClassRecord record(String dataset, ClassifiedColumn column, String actor, Instant now) {
        return new ClassRecord(
                dataset,
                column.name(),
                column.dataClass(),
                column.kind(),
                column.confidence(),
                column.state().name(),
                column.reasons(),
                actor,
                now);
    }

    private static boolean says(ClassRecord known, ClassRecord now) {
        return known.column().equals(now.column())
                && java.util.Objects.equals(known.dataClass(), now.dataClass())
                && known.state().equals(now.state())
                && known.reasons().equals(now.reasons());
    }

    private static PlumblineException unknown(WorkspaceSession session, String target) {
        Collection<String> names = new TreeSet<>(session.datasets().names());
        names.addAll(session.workspace().connections().keySet());
        return PlumblineException.of(
                ErrorCode.DATASET_UNKNOWN,
                "Nothing to classify is named '" + target + "'",
                Suggestion.nearest(target, names)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("Name a dataset or connection of the workspace, or a file"));
    }
}

package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.compliance.taxonomy.Taxonomy;
import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person says a column is, written into the dataset's contract. A rejected column gets the
/// class of what is not about people, so that it is not suggested again to anyone.
public final class ClassDecisions {
    private final Surroundings surroundings;

    /// Takes who acts.
    public ClassDecisions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Writes decisions into a dataset's contract, records them, and adds them to the audit log.
    /// All are checked before anything is written.
    ///
    /// @param decisions a class by column; [Taxonomy#NOT_PERSONAL] rejects
    /// @return the contract as it is now
    /// @throws PlumblineException with DATASET_UNKNOWN, COLUMN_UNKNOWN or CLASS_UNKNOWN
    public Dataset decide(
            WorkspaceSession session,
            MetadataStore store,
            String dataset,
            Map<String, String> decisions) {
        Dataset decided = decided(session, dataset, decisions);
        WorkspaceWriter.save(session.workspace().root(), decided);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<io.plumbline.engine.metadata.ClassRecord> records = new ArrayList<>();
        AuditLog log = new AuditLog(store);
        decisions.forEach((column, dataClass) -> {
            boolean rejected = dataClass.equals(Taxonomy.NOT_PERSONAL);
            ClassifiedColumn said =
                    new ClassifiedColumn(
                            column,
                            rejected ? null : dataClass,
                            null,
                            1,
                            rejected
                                    ? ClassifiedColumn.State.REJECTED
                                    : ClassifiedColumn.State.CONFIRMED,
                            List.of("contract: " + dataClass));
            records.add(ClassificationService.record(dataset, said, surroundings.actor(), now));
            log.append(
                    AuditEvent.of(
                                    surroundings.actor(),
                                    rejected ? "class.rejected" : "class.confirmed",
                                    "dataset:" + dataset,
                                    said.state().name())
                            .with("column", id(column))
                            .with("class", dataClass));
        });
        store.classes().record(records);
        return decided;
    }

    /// Returns the contract with the decisions in it; writes nothing.
    ///
    /// @throws PlumblineException as [#decide] does
    public static Dataset decided(
            WorkspaceSession session, String dataset, Map<String, String> decisions) {
        Dataset contract = session.workspace().datasets().get(dataset);
        if (contract == null) {
            throw PlumblineException.of(
                    ErrorCode.DATASET_UNKNOWN,
                    "Cannot decide on classes of '" + dataset + "': it has no contract",
                    "Import it first, or write datasets/" + dataset + ".yaml");
        }
        Taxonomy taxonomy = Taxonomy.of(session.files().classification());
        Schema schema =
                contract.schema().fields().isEmpty()
                        ? session.datasets().scan(dataset).schema()
                        : contract.schema();
        decisions.forEach((column, dataClass) -> check(schema, taxonomy, column, dataClass));
        return with(contract, schema, decisions);
    }

    private static Dataset with(Dataset contract, Schema schema, Map<String, String> decisions) {
        Map<String, String> classes = new LinkedHashMap<>(contract.classes());
        classes.putAll(decisions);
        return new Dataset(
                contract.name(),
                contract.description(),
                contract.connection(),
                contract.table(),
                schema,
                contract.keys(),
                classes,
                contract.owner(),
                contract.checks(),
                contract.contract());
    }

    private static void check(Schema schema, Taxonomy taxonomy, String column, String dataClass) {
        List<String> names = schema.fields().stream().map(Field::name).toList();
        if (!names.contains(column)) {
            throw PlumblineException.of(
                    ErrorCode.COLUMN_UNKNOWN,
                    "Unknown column: '" + column + "'",
                    Suggestion.nearest(column, names)
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("Its columns: " + String.join(", ", names)));
        }
        if (!taxonomy.categories().has(dataClass)) {
            throw PlumblineException.of(
                    ErrorCode.CLASS_UNKNOWN,
                    "Unknown class: '" + dataClass + "'",
                    taxonomy.categories()
                            .remedyFor(dataClass)
                            .orElse("Use a key of the taxonomy, such as user.contact.email"));
        }
    }

    /// Returns a name as the audit log takes it.
    static String named(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N}_.:@/\\\\ -]", "_");
        return plain.substring(0, Math.min(plain.length(), 200));
    }

    private static String id(String text) {
        return named(text).replaceAll("[\\\\ ]", "_");
    }
}

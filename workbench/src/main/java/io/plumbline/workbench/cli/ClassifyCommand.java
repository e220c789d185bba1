package io.plumbline.workbench.cli;

import io.plumbline.compliance.taxonomy.Taxonomy;
import io.plumbline.engine.document.Json;
import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.ClassDecisions;
import io.plumbline.workbench.service.ClassificationService;
import io.plumbline.workbench.service.ClassifiedColumn;
import io.plumbline.workbench.service.ClassifiedTable;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline classify`.
@Command(
        name = "classify",
        description = "Says what the columns of data are: which are about people, and why",
        mixinStandardHelpOptions = true)
final class ClassifyCommand extends WorkspaceCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATASET|CONNECTION|FILE",
            description = "What to look at; a connection stands for all its tables")
    @Nullable String target;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "Look for personal data in a text instead; - reads standard input")
    @Nullable String text;

    @Option(
            names = "--batch",
            paramLabel = "IN.jsonl",
            description =
                    "Answer many: a line is {\"id\", \"text\"}, {\"id\", \"file\"} or {\"id\","
                            + " \"columns\": {\"name\": [values]}}")
    @Nullable Path batch;

    @Option(
            names = "--out",
            paramLabel = "OUT.jsonl",
            description = "With --batch: where the answers go, a line each")
    @Nullable Path out;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "How many rows of a table to look at; default 50000")
    int rows = 50_000;

    @Option(
            names = "--confirm",
            paramLabel = "COLUMN[=CLASS]",
            description =
                    "Write a column's class into the dataset's contract: the one suggested, or"
                            + " CLASS")
    List<String> confirmed = new ArrayList<>();

    @Option(
            names = "--reject",
            paramLabel = "COLUMN",
            description = "Write into the contract that a column is nothing personal")
    List<String> rejected = new ArrayList<>();

    ClassifyCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    int answer(Console console) {
        long asked = Stream.of(target, text, batch).filter(Objects::nonNull).count();
        if (asked != 1 || (batch == null) != (out == null)) {
            throw refused(
                    "Invalid arguments: classify takes a dataset, connection or file, or --text, or"
                            + " --batch with --out");
        }
        if (rows < 1) {
            throw refused("Invalid value for option '--rows': '" + rows + "' (must be at least 1)");
        }
        boolean decides = !confirmed.isEmpty() || !rejected.isEmpty();
        if (decides && target == null) {
            throw refused("Invalid arguments: --confirm and --reject need a dataset");
        }
        ClassifyReport report = new ClassifyReport(console.out(), format);
        if (text != null) {
            String looked =
                    text.equals("-") ? InputText.read(Path.of("-"), "text", "--text") : text;
            report.text(looked);
            return 0;
        }
        if (batch != null && out != null) {
            new ClassifyBatch(service()).answer(batch, out);
            return 0;
        }
        String wanted = Objects.requireNonNull(target);
        if (common.workspace == null && !WorkspaceFiles.isWithin(Path.of(""))) {
            if (decides) {
                throw refused("Cannot decide on classes of '" + wanted + "' outside a workspace");
            }
            report.table(service().file(Path.of(wanted)));
            return 0;
        }
        return ofWorkspace(wanted, report, decides);
    }

    private int ofWorkspace(String wanted, ClassifyReport report, boolean decides) {
        try (SampleService.Running sample = SampleService.startIfSample(common.workspace);
                WorkspaceSession session = sessionWithEngine();
                MetadataStore store = session.record("plumbline classify")) {
            Objects.requireNonNull(sample);
            List<ClassifiedTable> found = service().classify(session, store, wanted);
            if (decides) {
                new ClassDecisions(surroundings())
                        .decide(session, store, wanted, decisions(session, found.getFirst()));
                report.decided(wanted, session.workspace().root(), confirmed, rejected);
                return 0;
            }
            boolean connection =
                    session.workspace().connections().containsKey(wanted)
                            && !session.datasets().names().contains(wanted);
            if (connection) {
                report.tables(wanted, found);
            } else {
                report.table(found.getFirst());
            }
            return found.stream()
                    .map(ClassifiedTable::problem)
                    .filter(Objects::nonNull)
                    .mapToInt(p -> p.code().errorClass().exitCode())
                    .max()
                    .orElse(0);
        }
    }

    private Map<String, String> decisions(WorkspaceSession session, ClassifiedTable found) {
        if (!session.workspace().datasets().containsKey(found.dataset())) {
            throw refused(
                    "Cannot decide on classes of '"
                            + found.dataset()
                            + "': it is no dataset with a contract");
        }
        Map<String, String> decisions = new LinkedHashMap<>();
        for (String one : confirmed) {
            int equals = one.indexOf('=');
            String column = equals < 0 ? one : one.substring(0, equals);
            decisions.put(column, equals < 0 ? suggested(found, one) : one.substring(equals + 1));
        }
        for (String column : rejected) {
            if (decisions.put(column, Taxonomy.NOT_PERSONAL) != null) {
                throw refused("Invalid decisions: '" + column + "' is confirmed and rejected");
            }
        }
        return decisions;
    }

    private static String suggested(ClassifiedTable found, String column) {
        return found.columns().stream()
                .filter(c -> c.name().equals(column))
                .map(ClassifiedColumn::dataClass)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() ->
                        refused(
                                "Nothing is suggested for column '"
                                        + column
                                        + "': name its class, --confirm "
                                        + column
                                        + "=CLASS"));
    }

    private ClassificationService service() {
        return new ClassificationService(surroundings(), rows);
    }

    private static PlumblineException refused(String message) {
        return PlumblineException.of(
                ErrorCode.ARGUMENT_INVALID, message, "See plumbline classify --help");
    }

    static Map<String, @Nullable Object> json(ClassifiedTable table) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("dataset", table.dataset());
        if (table.problem() != null) {
            tree.put("error", ErrorReport.json(table.problem()));
            return tree;
        }
        tree.put("rows_seen", table.rowsSeen());
        List<Object> columns = new ArrayList<>();
        for (ClassifiedColumn c : table.columns()) {
            columns.add(
                    Json.object(
                            "name", c.name(),
                            "class", c.dataClass(),
                            "kind", c.kind(),
                            "confidence", c.confidence(),
                            "state", c.state().name(),
                            "reasons", c.reasons()));
        }
        tree.put("columns", columns);
        return tree;
    }
}

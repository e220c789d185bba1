package io.plumbline.workbench.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The rules that need the shape of a file and not only its text: the JDK's own parser reads it.
final class TypeRules {
    static final int METHOD_LINES = 40;
    static final int PARAMETERS = 6;

    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "Manager",
                    "Helper",
                    "Helpers",
                    "Util",
                    "Utils",
                    "Info",
                    "Data",
                    "Task",
                    "Node",
                    "Component");
    private static final Pattern LAST_WORD = Pattern.compile("([A-Z][a-z0-9]*)$");
    private static final Pattern GETTER = Pattern.compile("get[A-Z].*");

    private TypeRules() {}

    static List<Complaint> complaints(List<SourceFile> files) {
        List<Complaint> found = new ArrayList<>();
        JavacTask task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        null,
                                        null,
                                        null,
                                        List.of("-proc:none"),
                                        null,
                                        files.stream().map(Text::new).toList());
        DocTrees trees = DocTrees.instance(task);
        try {
            for (CompilationUnitTree unit : task.parse()) {
                new Reading(unit, trees, found).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final SourceFile file;

        Text(SourceFile file) {
            super(URI.create("string:///" + file.path()), JavaFileObject.Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text();
        }
    }

    private static final class Reading extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final List<Complaint> found;
        private final String path;

        Reading(CompilationUnitTree unit, DocTrees trees, List<Complaint> found) {
            this.unit = unit;
            this.trees = trees;
            this.found = found;
            this.path = unit.getSourceFile().toUri().getPath().substring(1);
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            String name = type.getSimpleName().toString();
            boolean outermost = getCurrentPath().getParentPath().getLeaf() == unit;
            Set<Modifier> flags = type.getModifiers().getFlags();
            if (flags.contains(Modifier.PUBLIC)
                    && (outermost || isInPublicType())
                    && trees.getDocComment(getCurrentPath()) == null) {
                complain("documentation", "public type " + name + " without ///");
            }
            if (outermost
                    && type.getKind() == Tree.Kind.CLASS
                    && flags.stream().noneMatch(TypeRules::closes)) {
                complain("final", name + " is neither final nor sealed nor abstract");
            }
            Matcher word = LAST_WORD.matcher(name);
            if (word.find() && EMPTY_WORDS.contains(word.group(1))) {
                complain("name", name + " ends with a word that says nothing");
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            String name = method.getName().toString();
            boolean overrides = method.getModifiers().toString().contains("@Override");
            if (GETTER.matcher(name).matches() && !overrides) {
                complain("getter", name);
            }
            if (!name.equals("<init>")
                    && method.getParameters().size() > PARAMETERS
                    && !overrides) {
                complain("parameters", name + " takes " + method.getParameters().size());
            }
            long lines = line(method, true) - line(method, false) + 1;
            if (lines > METHOD_LINES) {
                complain("method", name + " has " + lines + " lines, at most " + METHOD_LINES);
            }
            return super.visitMethod(method, nothing);
        }

        private boolean isInPublicType() {
            TreePath parent = Objects.requireNonNull(getCurrentPath().getParentPath());
            return parent.getLeaf() instanceof ClassTree outer
                    && outer.getModifiers().getFlags().contains(Modifier.PUBLIC);
        }

        private long line(Tree tree, boolean end) {
            var positions = trees.getSourcePositions();
            long at =
                    end
                            ? positions.getEndPosition(unit, tree)
                            : positions.getStartPosition(unit, tree);
            return at < 0 ? 0 : unit.getLineMap().getLineNumber(at);
        }

        private void complain(String rule, String what) {
            found.add(new Complaint(rule, path, what));
        }
    }

    private static boolean closes(Modifier flag) {
        return flag == Modifier.FINAL || flag == Modifier.SEALED || flag == Modifier.ABSTRACT;
    }
}

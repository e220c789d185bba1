package io.plumbline.workbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Function;
import io.plumbline.engine.sql.FunctionTable;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "guide", "functions.md");
    private static final SqlCompiler COMPILER = new SqlCompiler(Catalog.of(List.of()));
    private static final String INTRODUCTION =
            """
            # Functions

            Made from the table of functions: what is not in it cannot be used. Each function means the same wherever it runs; a source that cannot
            keep to the meaning is not given it, and the embedded engine computes it. Where a source may compute it, its name stands behind the examples.

            What holds for all of them unless told: null if an argument is null; positions count from 1, in characters (code points); text compares
            by code points, without regard to any language; times have no zone, the clock shows UTC; results that do not fit fail
            (`OVERFLOW`), as does what has no result (`VALUE_INVALID`, `DIVISION_BY_ZERO`); aggregates skip nulls and are null for no rows.
            What does not count for a result may not be computed, and then does not fail: the other branch of a CASE, an operand of AND that is
            decided, a sum whose comparison is decided without it. The last digit of a DOUBLE that is not exact may differ from one machine to another. DISTINCT and FILTER (WHERE …) go with every aggregate
            but those that name values by another column or a line, which take no DISTINCT.
            """;

    @Test
    void theGuideSaysWhatTheTableHas() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update") && System.getenv("CI") == null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void theGuideListsThePage() throws IOException {
        assertThat(Files.readString(PAGE.resolveSibling("README.md"))).contains("(functions.md)");
    }

    private static String page() {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        for (FunctionTable.Group group : FunctionTable.groups()) {
            out.append("\n## ").append(group.title()).append("\n");
            group.functions().forEach(f -> out.append(entry(f)));
        }
        return out.toString();
    }

    private static String entry(Function function) {
        StringBuilder out = new StringBuilder("\n**`").append(function.signature()).append("`** ");
        out.append(function.meaning().replace("*", "\\*").replace("_", "\\_")).append(".\n\n");
        for (Function.Example e : function.examples()) {
            out.append("- `")
                    .append(e.sql())
                    .append("` → ")
                    .append(result(e.result()))
                    .append("\n");
        }
        List<String> sources = sources(function);
        if (!sources.isEmpty()) {
            out.append("- in ").append(String.join(" and ", sources)).append(" too\n");
        }
        return out.toString();
    }

    private static String result(String result) {
        if (result.startsWith("!")) {
            return "fails: " + result.substring(1);
        }
        return result.isEmpty() ? "empty" : result.equals("null") ? "null" : "`" + result + "`";
    }

    private static List<String> sources(Function function) {
        List<String> sources = new ArrayList<>();
        if (runs(function, "postgres")) {
            sources.add("PostgreSQL");
        }
        if (runs(function, "h2")) {
            sources.add("H2");
        }
        return sources;
    }

    private static boolean runs(Function function, String target) {
        return function.examples().stream()
                .filter(e -> !e.result().startsWith("!"))
                .anyMatch(e ->
                        Targets.of(target)
                                .refusal(COMPILER.query("SELECT " + e.sql() + " AS x"))
                                .isEmpty());
    }
}

package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.flow.StatementFlow;
import io.plumbline.engine.sql.foreign.ForeignSchema;
import io.plumbline.workbench.service.SqlLineageService;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lineage of statements in files.
final class SqlLineage {
    private SqlLineage() {}

    static void answer(
            Path file, @Nullable Path schema, String dialect, Format format, PrintStream out) {
        String sql = InputText.read(file, "statements", "--sql");
        ForeignSchema tables =
                schema == null
                        ? ForeignSchema.undeclared()
                        : SqlLineageService.schema(
                                Json.read(
                                        InputText.read(schema, "schema", "--schema"),
                                        schema.toString()));
        List<StatementFlow> statements;
        try {
            statements = SqlLineageService.follow(sql, tables, dialect);
        } catch (PlumblineException e) {
            throw new PlumblineException(
                    e.problems().stream().map(p -> inFile(p, file)).toList(), e.getCause());
        }
        if (format == Format.JSON) {
            out.print(Json.writePretty(SqlLineageService.json(statements)));
        } else {
            statements.forEach(s -> print(s, out));
        }
    }

    private static Problem inFile(Problem problem, Path file) {
        Place place = problem.place();
        boolean unnamed = file.toString().equals("-");
        return unnamed || place.line() == 0
                ? problem
                : problem.at(place.at(file.toString(), place.line(), place.column()));
    }

    private static void print(StatementFlow statement, PrintStream out) {
        out.println(
                (statement.target() == null ? "query" : statement.target())
                        + (statement.inputs().isEmpty()
                                ? ""
                                : " from " + String.join(", ", statement.inputs())));
        for (StatementFlow.Column column : statement.columns()) {
            out.println("  " + column.name() + (column.type() == null ? "" : " " + column.type()));
            column.direct().forEach(s -> out.println("    ── " + text(s)));
            column.indirect().forEach(s -> out.println("    ┄┄ " + text(s)));
        }
        statement
                .unknown()
                .forEach(u ->
                        out.println(
                                "  unknown: "
                                        + u.what()
                                        + (u.place().line() == 0
                                                ? ""
                                                : " (line "
                                                        + u.place().line()
                                                        + ", column "
                                                        + u.place().column()
                                                        + ")")));
    }

    private static String text(StatementFlow.Source source) {
        return source.dataset() + "." + source.column() + "  " + source.how();
    }

    /// Answers each line of a file with a line of another: `{"id", "sql", "schema", "dialect"}`.
    static void batch(Path in, Path out) {
        try (BufferedReader lines = Files.newBufferedReader(in);
                BufferedWriter answers = Files.newBufferedWriter(out)) {
            String line = lines.readLine();
            while (line != null) {
                if (!line.isBlank()) {
                    answers.write(Json.write(one(line)));
                    answers.newLine();
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw PlumblineException.of(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read or write a batch: '" + in + "', '" + out + "'",
                    "Check the paths given to --batch and --out",
                    e);
        }
    }

    private static Map<String, @Nullable Object> one(String line) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", null);
        try {
            if (!(Json.read(line) instanceof Map<?, ?> asked)
                    || !(asked.get("sql") instanceof String sql)) {
                throw PlumblineException.of(
                        ErrorCode.ARGUMENT_INVALID, "Missing required key: 'sql'", null);
            }
            answer.put("id", asked.get("id"));
            Object dialect = asked.get("dialect");
            answer.putAll(
                    SqlLineageService.json(
                            SqlLineageService.follow(
                                    sql,
                                    SqlLineageService.schema(asked.get("schema")),
                                    dialect == null ? "ansi" : String.valueOf(dialect))));
        } catch (PlumblineException e) {
            Map<String, Object> problem = ErrorReport.json(e.problem());
            problem.remove("severity");
            answer.put("error", problem);
        }
        return answer;
    }
}

package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says a YAML parser's complaint in our words, without repeating what the file holds: it may be a
/// secret.
final class YamlFaults {

    /// A part of the parser's text, and what it means to a person.
    private record Fault(String sign, String message, @Nullable String remedy) {}

    private static final List<Fault> FAULTS =
            List.of(
                    new Fault("(TAB)", "Invalid indentation: a tab", "Indent with spaces"),
                    new Fault("'\t'", "Invalid indentation: a tab", "Indent with spaces"),
                    new Fault(
                            "expected ',' or ']'",
                            "Invalid list: ',' or ']' is missing",
                            "Close the bracket '['"),
                    new Fault(
                            "expected ',' or '}'",
                            "Invalid map: ',' or '}' is missing",
                            "Close the brace '{'"),
                    new Fault(
                            "could not find expected ':'",
                            "Invalid key: ':' is missing behind it",
                            "Write 'key: value', and quote a text of several lines"),
                    new Fault(
                            "mapping values are not allowed",
                            "Invalid value: ':' cannot stand here",
                            "Quote a text that holds ': ', and check the indentation"),
                    new Fault(
                            "mapping keys are not allowed",
                            "Invalid key: '?' cannot stand here",
                            "Quote a text that begins with '?'"),
                    new Fault(
                            "sequence entries are not allowed",
                            "Invalid list: '-' cannot stand here",
                            "Write each item on a line of its own, equally indented"),
                    new Fault(
                            "expected <block end>",
                            "Invalid indentation or list",
                            "Indent the keys of one map, and the items of one list, equally"),
                    new Fault(
                            "cannot start any token",
                            "Invalid value: it begins with a reserved character",
                            "Put the value in quotes"),
                    new Fault(
                            "unknown escape character",
                            "Invalid escape in a quoted text",
                            "Write '\\\\' for a backslash, or use single quotes"),
                    new Fault(
                            "expected escape sequence",
                            "Invalid escape in a quoted text",
                            "Write '\\\\' for a backslash, or use single quotes"),
                    new Fault(
                            "found unexpected end of stream",
                            "Invalid text: the closing quote is missing",
                            "Close the quote"),
                    new Fault(
                            "found unexpected document separator",
                            "Invalid text: the closing quote is missing",
                            "Close the quote"),
                    new Fault(
                            "expected the node content",
                            "Invalid value: it is missing or begins with a reserved character",
                            "Put the value in quotes"),
                    new Fault(
                            "expected '<document start>'",
                            "Invalid text behind the document",
                            "Check the indentation of this line"),
                    new Fault(
                            "exceeds the limit",
                            "Invalid file: too many characters",
                            "Split the file"));

    private YamlFaults() {}

    /// Returns the failure to show.
    static PlumblineException translate(RuntimeException failure, String file, String text) {
        String said = String.valueOf(failure.getMessage());
        Optional<Mark> mark = Optional.empty();
        if (failure instanceof MarkedYamlEngineException marked) {
            said = String.valueOf(marked.getProblem());
            mark = marked.getProblemMark().or(marked::getContextMark);
        }
        Spot spot = mark.map(YamlReader::spot).orElseGet(() -> Utf8Text.endOf(text));
        Fault fault = faultOf(said);
        // not as cause: the parser's own text shows a piece of the file
        return YamlReader.failure(
                ErrorCode.YAML_SYNTAX, fault.message(), file, spot, fault.remedy());
    }

    private static Fault faultOf(String said) {
        return FAULTS.stream()
                .filter(f -> said.contains(f.sign()))
                .findFirst()
                .orElseGet(() ->
                        new Fault(
                                said,
                                "Invalid YAML: it cannot be read from here on",
                                "Quote texts with special characters, and check the"
                                        + " indentation"));
    }
}

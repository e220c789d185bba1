package io.plumbline.engine.sql.target;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.sql.DeepStack;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;

/// A system with an SQL language of its own.
final class SqlTarget implements TargetDialect {
    private final Language language;

    SqlTarget(Language language) {
        this.language = language;
    }

    @Override
    public String name() {
        return language.name();
    }

    @Override
    public String unparse(RelNode rel, Function<List<String>, String> relationName) {
        return written(() -> new PlanWriter(language, relationName).root(rel));
    }

    @Override
    public String part(RelNode rel, Function<List<String>, String> relationName) {
        return written(() -> new PlanWriter(language, relationName).part(rel));
    }

    private static String written(Callable<String> writing) {
        try {
            return DeepStack.call(writing);
        } catch (Refused e) {
            throw PlumblineException.of(
                    ErrorCode.SQL_UNSUPPORTED, "Cannot run the plan: " + e.getMessage(), null);
        }
    }

    @Override
    public Optional<String> refusal(RelNode rel) {
        try {
            DeepStack.call(() -> new PlanWriter(language, p -> "r").root(rel));
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}

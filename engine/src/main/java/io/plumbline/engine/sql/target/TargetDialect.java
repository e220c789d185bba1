package io.plumbline.engine.sql.target;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;

/// A system that runs plans as SQL text: either with exactly the meaning of the plan, or not at
/// all.
public interface TargetDialect {

    /// Returns the name: `duckdb`, `postgres`, `mariadb` or `h2`.
    String name();

    /// Returns the plan as one query. Columns have the plan's names and types; the order of a plan
    /// that sorts at its top is kept.
    ///
    /// @param relationName the quoted name, in the target's SQL, of a scanned relation's path
    /// @throws io.plumbline.engine.error.PlumblineException with code SQL_UNSUPPORTED for what
    ///   [#refusal] names
    String unparse(RelNode rel, Function<List<String>, String> relationName);

    /// Returns the plan as a query for use within a larger one, as [#unparse] does, but that
    /// decimals may have fewer digits before the point than their types say.
    String part(RelNode rel, Function<List<String>, String> relationName);

    /// Returns why the target cannot run the plan with the same meaning; empty when it can. Reads
    /// like `REGEXP_LIKE means something else in h2`.
    Optional<String> refusal(RelNode rel);
}

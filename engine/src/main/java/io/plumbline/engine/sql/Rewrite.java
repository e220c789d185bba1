package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/// A function that is another way to write an expression of other functions, so that no target
/// needs to know it.
final class Rewrite extends SqlFunction {
    private final Maker maker;

    private Rewrite(String name, Maker maker) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                null,
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.maker = maker;
    }

    /// Makes an expression of arguments.
    @FunctionalInterface
    interface Maker {
        /// Returns the expression; null where it takes other arguments.
        @Nullable SqlNode make(List<SqlNode> arguments, SqlParserPos pos);
    }

    static Rewrite of(String name, Maker maker) {
        return new Rewrite(name, maker);
    }

    /// Makes a function of as many arguments as the expression names: `p0`, `p1` …
    static Rewrite of(String name, String... expressions) {
        return new Rewrite(
                name,
                (arguments, pos) -> {
                    for (String e : expressions) {
                        if (count(e) == arguments.size()) {
                            return filled(e, arguments, pos);
                        }
                    }
                    return null;
                });
    }

    private static int count(String expression) {
        int n = 0;
        while (expression.contains("p" + n)) {
            n++;
        }
        return n;
    }

    static SqlNode filled(String expression, List<SqlNode> arguments, SqlParserPos pos) {
        SqlNode parsed = Planning.parseExpression(expression);
        StatementCheck.check(parsed);
        SqlNode filled = parsed.accept(new Filling(arguments));
        return filled == null ? parsed : filled.clone(pos);
    }

    @Override
    public SqlNode rewriteCall(SqlValidator validator, SqlCall call) {
        SqlNode made = maker.make(call.getOperandList(), call.getParserPosition());
        if (made == null) {
            throw new PlumblineException(
                    Problem.error(
                            ErrorCode.TYPE_MISMATCH,
                            "Cannot apply " + getName() + " to these arguments",
                            StatementCheck.place(call.getParserPosition()),
                            "Write it as " + Signatures.of(getName())));
        }
        return made.accept(new Again(validator));
    }

    /// Puts arguments in the place of `p0`, `p1` …
    private static final class Filling extends SqlShuttle {
        private final List<SqlNode> arguments;

        Filling(List<SqlNode> arguments) {
            this.arguments = arguments;
        }

        @Override
        public SqlNode visit(SqlIdentifier id) {
            String name = id.toString().toLowerCase(Locale.ROOT);
            return name.matches("p[0-9]+")
                    ? arguments.get(Integer.parseInt(name.substring(1)))
                    : id;
        }
    }

    /// Looks up and rewrites what the expression is made of.
    private static final class Again extends SqlShuttle {
        private final SqlValidator validator;

        Again(SqlValidator validator) {
            this.validator = validator;
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            SqlNode seen = super.visit(call);
            if (!(seen instanceof SqlBasicCall inner)) {
                return seen;
            }
            if (inner.getOperator() instanceof SqlUnresolvedFunction f) {
                List<SqlOperator> found = new ArrayList<>();
                FunctionTable.operators()
                        .lookupOperatorOverloads(
                                f.getNameAsId(),
                                f.getFunctionType(),
                                SqlSyntax.FUNCTION,
                                found,
                                validator.getCatalogReader().nameMatcher());
                if (found.size() == 1) {
                    inner.setOperator(found.getFirst());
                }
            }
            return inner.getOperator().rewriteCall(validator, inner);
        }
    }
}

package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.ExternalCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Writes a plan as one SELECT. Every FROM item has an alias of its own, so that no name can be
/// taken for another's.
final class PlanWriter {
    private final Language language;
    private final Function<List<String>, String> relationName;
    private final Map<CorrelationId, List<String>> correlations = new HashMap<>();
    private final Map<List<String>, String> recursions = new HashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private SharedPlans shared = SharedPlans.NONE;
    private final JoinWriter joins;
    private int aliases;

    PlanWriter(Language language, Function<List<String>, String> relationName) {
        this.language = language;
        this.relationName = relationName;
        this.joins = new JoinWriter(language, this);
    }

    /// Returns the plan as a query whose columns have the plan's names and types.
    String root(RelNode rel) {
        return text(rel, true);
    }

    /// Returns the plan as a query for use within another: decimals may be narrower than their
    /// types where the language computes so.
    String part(RelNode rel) {
        return text(rel, !language.quick());
    }

    private String text(RelNode rel, boolean wide) {
        shared = language.sharing() ? SharedPlans.of(rel) : SharedPlans.NONE;
        Block block = write(rel);
        List<String> columns = new ArrayList<>();
        for (RelDataTypeField f : rel.getRowType().getFieldList()) {
            String text = block.columns().get(f.getIndex());
            boolean as = stored.contains(text) || !wide && isDecimal(f.getType());
            columns.add(as ? text : exact(text, f.getType()));
        }
        Block out =
                new Block(
                        block.from(),
                        columns,
                        block.where(),
                        block.order(),
                        block.limit(),
                        true,
                        false);
        String text =
                out.text(rel.getRowType().getFieldNames().stream().map(Quotes::name).toList());
        return written.isEmpty()
                ? text
                : written.entrySet().stream()
                        .map(e -> e.getKey() + " AS (" + e.getValue() + ")")
                        .collect(Collectors.joining(", ", "WITH ", " " + text));
    }

    private static boolean isDecimal(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    String exact(String text, RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case CHAR, VARCHAR, BOOLEAN, BINARY, VARBINARY -> text;
            default ->
                    SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())
                                    || text.startsWith("CAST(")
                                            && text.endsWith(" AS " + language.type(type) + ")")
                            ? text
                            : "CAST(" + text + " AS " + language.type(type) + ")";
        };
    }

    /// Returns a plan as the text of a sub-query.
    String nested(RelNode rel) {
        return write(rel).text(inner(rel.getRowType()));
    }

    Block write(RelNode rel) {
        if (rel instanceof ExternalCall call) {
            throw language.refuse("the program " + call.name());
        }
        language.admit(rel);
        return switch (rel) {
            case TableScan r -> scan(r);
            case Project r -> project(r);
            case Filter r -> filter(r);
            case AsofJoin r -> joins.asof(r);
            case Join r -> joins.join(r);
            case Correlate r -> joins.correlate(r);
            case Aggregate r -> sharedOrOwn(r);
            case Sort r -> sort(r);
            case SetOp r -> setOperation(r);
            case Values r -> new ValuesWriter(language, this).write(r.getRowType(), r.getTuples());
            case RepeatUnion r -> recursion(r);
            case Spool r -> write(r.getInput());
            case Uncollect r -> new ListWriter(language, this).write(r);
            default -> throw language.refuse(rel.getRelTypeName());
        };
    }

    private Block scan(TableScan scan) {
        String alias = alias();
        List<String> path = scan.getTable().getQualifiedName();
        boolean rounds = scan.getTable().unwrap(TransientTable.class) != null;
        String recursive = rounds ? recursions.get(path) : null;
        String name = recursive == null ? relationName.apply(path) : recursive;
        List<String> columns =
                recursive == null
                        ? scan.getRowType().getFieldNames().stream().map(Quotes::name).toList()
                        : inner(scan.getRowType());
        List<String> qualified = columns.stream().map(c -> alias + "." + c).toList();
        stored.addAll(qualified);
        return Block.from(name + " AS " + alias, qualified);
    }

    private Block project(Project project) {
        Block in = write(project.getInput());
        boolean refs = project.getProjects().stream().allMatch(RexInputRef.class::isInstance);
        if (in.computed() || !refs && !(in.order().isEmpty() && in.limit() == null)) {
            in = refs && in.computed() ? in : wrap(in, project.getInput().getRowType());
        }
        List<String> scope = in.columns();
        project.getVariablesSet().forEach(id -> correlations.put(id, scope));
        Expressions expressions = new Expressions(language, this, scope);
        List<String> columns = project.getProjects().stream().map(expressions::write).toList();
        boolean computed = in.computed() || !refs;
        return new Block(
                in.from(), columns, in.where(), in.order(), in.limit(), computed, in.joined());
    }

    private Block filter(Filter filter) {
        Block in = write(filter.getInput());
        Block open = in.filterable() ? in : wrap(in, filter.getInput().getRowType());
        filter.getVariablesSet().forEach(id -> correlations.put(id, open.columns()));
        List<String> where = new ArrayList<>(open.where());
        List<RexNode> rest = new ArrayList<>();
        String from = open.from();
        for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
            Optional<SemiJoins.SemiJoin> join =
                    language.analytic()
                            ? SemiJoins.of(part, filter.getVariablesSet())
                            : Optional.empty();
            from += join.map(joins::semi).orElse("");
            if (join.isEmpty()) {
                rest.add(part);
            }
        }
        if (!rest.isEmpty()) {
            RexBuilder builder = filter.getCluster().getRexBuilder();
            where.add(
                    new Expressions(language, this, open.columns())
                            .write(RexUtil.composeConjunction(builder, rest)));
        }
        boolean joined = open.joined() || !from.equals(open.from());
        return new Block(from, open.columns(), where, List.of(), null, false, joined);
    }

    /// Returns an aggregation that stands elsewhere too by its name.
    private Block sharedOrOwn(Aggregate aggregate) {
        String name = shared.name(aggregate);
        if (name == null) {
            return aggregate(aggregate);
        }
        List<String> names = inner(aggregate.getRowType());
        if (!written.containsKey(name)) {
            written.put(name, aggregate(aggregate).text(names));
        }
        return named(name, names);
    }

    private Block aggregate(Aggregate aggregate) {
        Block in = write(aggregate.getInput());
        RelDataType inputType = aggregate.getInput().getRowType();
        boolean sets = aggregate.getGroupType() != Aggregate.Group.SIMPLE;
        // columns of one text would be one column in every set
        boolean apart = !sets || Set.copyOf(in.columns()).size() == in.columns().size();
        Block open = in.filterable() && apart ? in : wrap(in, inputType);
        if (sets) {
            analytic("GROUPING SETS");
        }
        List<String> columns =
                new ArrayList<>(
                        aggregate.getGroupSet().toList().stream()
                                .map(open.columns()::get)
                                .toList());
        AggregateWriter calls = new AggregateWriter(language, this, aggregate, open.columns());
        aggregate.getAggCallList().forEach(c -> columns.add(calls.write(c)));
        Block select = new Block(open.from(), columns, open.where(), List.of(), null, true, false);
        List<String> names = inner(aggregate.getRowType());
        return named("(" + select.text(names) + calls.groupBy() + ")", names);
    }

    private Block sort(Sort sort) {
        Block in = write(sort.getInput());
        Block open = in.filterable() ? in : wrap(in, sort.getInput().getRowType());
        List<String> order = new ArrayList<>();
        for (RelFieldCollation c : sort.getCollation().getFieldCollations()) {
            RelDataType type =
                    sort.getInput().getRowType().getFieldList().get(c.getFieldIndex()).getType();
            order.add(order(language.collated(open.columns().get(c.getFieldIndex()), type), c));
        }
        Expressions expressions = new Expressions(language, this, List.of());
        String limit =
                (sort.fetch == null ? "" : " LIMIT " + expressions.write(sort.fetch))
                        + (sort.offset == null ? "" : " OFFSET " + expressions.write(sort.offset));
        return new Block(
                open.from(),
                open.columns(),
                open.where(),
                order,
                limit.isEmpty() ? null : limit,
                false,
                open.joined());
    }

    static String order(String text, RelFieldCollation c) {
        boolean first = c.nullDirection == NullDirection.FIRST;
        if (c.nullDirection == NullDirection.UNSPECIFIED) {
            first = c.direction.isDescending();
        }
        return text
                + (c.direction.isDescending() ? " DESC" : " ASC")
                + (first ? " NULLS FIRST" : " NULLS LAST");
    }

    private Block setOperation(SetOp op) {
        Optional<List<List<RexNode>>> constants = Constants.rows(op);
        if (constants.isPresent()) {
            return new ValuesWriter(language, this).write(op.getRowType(), constants.orElseThrow());
        }
        String word =
                op.kind.name().replace('_', ' ').toUpperCase(Locale.ROOT) + (op.all ? " ALL" : "");
        List<String> names = inner(op.getRowType());
        List<String> parts = new ArrayList<>();
        for (RelNode input : op.getInputs()) {
            parts.add("(" + alike(input, op.getRowType(), names) + ")");
        }
        return named("(" + String.join(" " + word + " ", parts) + ")", names);
    }

    /// Returns a branch of a set operation with the types of the whole.
    private String alike(RelNode input, RelDataType rowType, List<String> names) {
        Block block = write(input);
        List<String> columns = new ArrayList<>();
        for (RelDataTypeField f : rowType.getFieldList()) {
            String text = block.columns().get(f.getIndex());
            RelDataType from = input.getRowType().getFieldList().get(f.getIndex()).getType();
            boolean same =
                    from.getSqlTypeName() == f.getType().getSqlTypeName()
                            && from.getScale() == f.getType().getScale();
            columns.add(
                    same || !block.order().isEmpty()
                            ? text
                            : language.cast(text, from, f.getType()));
        }
        return new Block(
                        block.from(),
                        columns,
                        block.where(),
                        block.order(),
                        block.limit(),
                        true,
                        false)
                .text(names);
    }

    private Block recursion(RepeatUnion union) {
        analytic("WITH RECURSIVE");
        String name = "r" + alias();
        RecursionWriter writer = new RecursionWriter(this, union, name);
        return named(writer.text(), writer.names());
    }

    /// Lets scans of a recursion's last round name it while its next round is written.
    Block within(List<String> recursion, String name, RelNode round) {
        @Nullable String shadowed = recursions.put(recursion, name);
        Block written = write(round);
        if (shadowed == null) {
            recursions.remove(recursion);
        } else {
            recursions.put(recursion, shadowed);
        }
        return written;
    }

    void analytic(String what) {
        if (!language.analytic()) {
            throw language.refuse(what);
        }
    }

    Block item(RelNode rel) {
        Block block = write(rel);
        return block.plain() ? block : wrap(block, rel.getRowType());
    }

    Block wrap(Block block, RelDataType rowType) {
        List<String> names = inner(rowType);
        return named("(" + block.text(names) + ")", names);
    }

    Block named(String from, List<String> names) {
        String alias = alias();
        return Block.from(from + " AS " + alias, names.stream().map(n -> alias + "." + n).toList());
    }

    String alias() {
        return "t" + aliases++;
    }

    /// Lets sub-queries name the columns of a row outside.
    void correlate(CorrelationId id, List<String> columns) {
        correlations.put(id, columns);
    }

    @Nullable List<String> correlated(CorrelationId id) {
        return correlations.get(id);
    }

    /// Returns quoted names of columns, each once without regard to case.
    static List<String> inner(RelDataType rowType) {
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String field : rowType.getFieldNames()) {
            String name = field.isEmpty() ? "c" : field;
            for (int i = 0; !seen.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = field + "_" + i;
            }
            names.add(Quotes.name(name));
        }
        return Collections.unmodifiableList(names);
    }
}

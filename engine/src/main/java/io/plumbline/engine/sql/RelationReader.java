package io.plumbline.engine.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.jspecify.annotations.Nullable;

/// What Calcite sees of the catalog while it reads one statement: the relations that the statement
/// names, nothing else.
final class RelationReader extends CalciteCatalogReader {
    private final Map<List<String>, RelationTable> byPath = new HashMap<>();
    private final CalciteSchema root;

    RelationReader(RelDataTypeFactory types) {
        this(CalciteSchema.createRootSchema(false, false, ""), types);
    }

    private RelationReader(CalciteSchema root, RelDataTypeFactory types) {
        super(root, List.of(), types, ignoringCase());
        this.root = root;
    }

    private static CalciteConnectionConfigImpl ignoringCase() {
        Properties p = new Properties();
        p.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        return new CalciteConnectionConfigImpl(p);
    }

    /// Lets the statement name a relation.
    ///
    /// @param name the name in the statement
    void add(List<String> name, Relation relation) {
        RelationTable table = table(relation);
        CalciteSchema at = root;
        for (String part : name.subList(0, name.size() - 1)) {
            CalciteSchema next = at.getSubSchema(part, false);
            at = next == null ? at.add(part, new AbstractSchema()) : next;
        }
        at.add(name.getLast(), table);
    }

    /// Returns the table of a relation, the same for each name of one path.
    RelationTable table(Relation relation) {
        return byPath.computeIfAbsent(
                key(relation.path()), p -> new RelationTable(relation, this, typeFactory));
    }

    @Override
    public Prepare.@Nullable PreparingTable getTable(List<String> names) {
        RelationTable table = byPath.get(key(names));
        return table == null ? null : table.preparing();
    }

    private static List<String> key(List<String> path) {
        return path.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
    }
}

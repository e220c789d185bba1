package io.plumbline.workbench.service.testing;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.TestCase;
import io.plumbline.engine.model.TestCell;
import io.plumbline.engine.model.TestRows;
import io.plumbline.engine.step.DatasetSchemas;
import io.plumbline.workbench.service.WorkspaceSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The columns of datasets as a test knows them: those that it declares, else those of contracts
/// and managed tables. No connection is asked.
record GivenSchemas(TestCase test, WorkspaceSession session) implements DatasetSchemas {

    @Override
    public Optional<Schema> readable(String dataset) {
        Optional<Schema> known = known(dataset);
        if (known.isEmpty() && session.workspace().datasets().containsKey(dataset)) {
            throw PlumblineException.of(
                    ErrorCode.TEST_INVALID,
                    "Cannot test without the columns of dataset '%s': its contract lists none"
                            .formatted(dataset),
                    "List them in the contract, or give the test 'columns' for the dataset");
        }
        return known;
    }

    /// Returns the columns of a dataset; empty when they cannot be known here.
    Optional<Schema> known(String dataset) {
        Optional<Schema> declared = declared(dataset);
        if (declared.isPresent()) {
            return declared;
        }
        Dataset contract = session.workspace().datasets().get(dataset);
        if (contract != null && !contract.schema().fields().isEmpty()) {
            return Optional.of(contract.schema());
        }
        boolean managed = contract == null || contract.connection() == null;
        return managed && session.datasets().managed().exists(dataset)
                ? Optional.of(session.datasets().managed().schema(dataset))
                : Optional.empty();
    }

    private Optional<Schema> declared(String dataset) {
        TestRows given = test.given().get(dataset);
        if (given == null || given.types().isEmpty()) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, TestCell> type : given.types().entrySet()) {
            String text = String.valueOf(type.getValue().text());
            fields.add(Field.of(type.getKey(), DataType.parse(text).orElse(DataType.VARCHAR)));
        }
        return Optional.of(new Schema(fields));
    }

    @Override
    public Optional<Schema> contract(String dataset) {
        return session.datasets().contract(dataset);
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>(session.datasets().names());
        names.addAll(test.given().keySet());
        return names.stream().distinct().sorted().toList();
    }
}

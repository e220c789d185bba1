package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event that some program told, as far as lineage needs it.
///
/// @param job namespace and name of the job; of the dataset where the event is about one alone
/// @param run the id of the run; null for a job or a dataset as such
/// @param state such as COMPLETE; empty without a run
record ToldEvent(
        DatasetNames.Name job,
        @Nullable String run,
        String state,
        Instant time,
        String producer,
        List<Map<?, ?>> inputs,
        List<Map<?, ?>> outputs) {

    /// Reads an event.
    ///
    /// @throws PlumblineException with DOCUMENT_INVALID and the place, naming what is missing
    static ToldEvent read(@Nullable Object tree, Place place) {
        if (!(tree instanceof Map<?, ?> event)) {
            throw bad("it is no JSON object", place);
        }
        Instant time = time(text(event, "eventTime", place), place);
        String producer = text(event, "producer", place);
        if (event.get("dataset") instanceof Map<?, ?> dataset && !event.containsKey("job")) {
            DatasetNames.Name name = name(dataset, "dataset", place);
            return new ToldEvent(name, null, "", time, producer, List.of(), List.of(dataset));
        }
        if (!(event.get("job") instanceof Map<?, ?> job)) {
            throw bad("'job' or 'dataset' is missing", place);
        }
        @Nullable String run = null;
        String state = "";
        if (event.containsKey("run")) {
            run =
                    event.get("run") instanceof Map<?, ?> r && r.get("runId") instanceof String id
                            ? id
                            : null;
            if (run == null) {
                throw bad("'run.runId' is missing", place);
            }
            state = event.get("eventType") instanceof String s ? s : "OTHER";
        }
        return new ToldEvent(
                name(job, "job", place),
                run,
                state,
                time,
                producer,
                datasets(event, "inputs", place),
                datasets(event, "outputs", place));
    }

    private static List<Map<?, ?>> datasets(Map<?, ?> event, String key, Place place) {
        Object value = event.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> items)) {
            throw bad("'" + key + "' is no list", place);
        }
        List<Map<?, ?>> out = new java.util.ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> dataset)) {
                throw bad("'" + key + "' holds something that is no dataset", place);
            }
            name(dataset, key, place);
            out.add(dataset);
        }
        return out;
    }

    private static DatasetNames.Name name(Map<?, ?> holder, String key, Place place) {
        if (holder.get("namespace") instanceof String namespace
                && holder.get("name") instanceof String name
                && !name.isBlank()) {
            return new DatasetNames.Name(namespace, name);
        }
        throw bad("'" + key + "' lacks a namespace or a name", place);
    }

    private static String text(Map<?, ?> event, String key, Place place) {
        if (event.get(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw bad("'" + key + "' is missing", place);
    }

    private static Instant time(String text, Place place) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw bad("'eventTime' is no time with a zone", place);
        }
    }

    private static PlumblineException bad(String why, Place place) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.DOCUMENT_INVALID,
                        "Cannot read an OpenLineage event: " + why,
                        place,
                        null));
    }
}

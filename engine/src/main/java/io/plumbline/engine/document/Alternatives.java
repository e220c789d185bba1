package io.plumbline.engine.document;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Chooses among the messages of alternative forms (`oneOf`, `anyOf`): only what is wrong with the
/// form that the writer most probably meant is worth telling.
final class Alternatives {
    private static final Set<String> KEYWORDS = Set.of("oneOf", "anyOf");

    private Alternatives() {}

    /// Returns the messages worth telling.
    static List<ValidationMessage> best(Collection<ValidationMessage> messages) {
        List<ValidationMessage> kept = new ArrayList<>();
        Map<String, Map<Integer, List<ValidationMessage>>> groups = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            int keyword = keyword(message.getEvaluationPath());
            if (keyword < 0) {
                kept.add(message);
                continue;
            }
            String holder = prefix(message.getEvaluationPath(), keyword) + holderOf(message);
            int branch = (Integer) message.getEvaluationPath().getElement(keyword + 1);
            groups.computeIfAbsent(holder, _ -> new TreeMap<>())
                    .computeIfAbsent(branch, _ -> new ArrayList<>())
                    .add(message);
        }
        groups.values().forEach(branches -> kept.addAll(bestBranch(branches)));
        return kept;
    }

    private static List<ValidationMessage> bestBranch(Map<Integer, List<ValidationMessage>> all) {
        return all.values().stream()
                .min(
                        Comparator.<List<ValidationMessage>>comparingInt(Alternatives::shallowest)
                                .reversed()
                                .thenComparingInt(List::size))
                .orElseThrow();
    }

    /// A branch that fails deep inside fits better than one that fails at once.
    private static int shallowest(List<ValidationMessage> branch) {
        return branch.stream()
                .mapToInt(m ->
                        2 * m.getInstanceLocation().getNameCount()
                                + (m.getType().equals("type") ? 0 : 1))
                .min()
                .orElse(0);
    }

    /// Returns the index of the first `oneOf` or `anyOf` that has a branch behind it, or -1.
    private static int keyword(JsonNodePath path) {
        for (int i = 0; i + 1 < path.getNameCount(); i++) {
            boolean branch = path.getElement(i + 1) instanceof Integer;
            if (branch && KEYWORDS.contains(path.getElement(i).toString())) {
                return i;
            }
        }
        return -1;
    }

    private static String prefix(JsonNodePath path, int end) {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < end; i++) {
            prefix.append('/').append(path.getElement(i));
        }
        return prefix.toString();
    }

    /// Tells apart the items of a list that fail the same schema: the first two levels of a place
    /// are enough for the formats at hand.
    private static String holderOf(ValidationMessage message) {
        StringBuilder holder = new StringBuilder(" ");
        JsonNodePath place = message.getInstanceLocation();
        for (int i = 0; i < place.getNameCount(); i++) {
            if (place.getElement(i) instanceof Integer index) {
                holder.append(index).append('/');
            }
        }
        return holder.toString();
    }
}

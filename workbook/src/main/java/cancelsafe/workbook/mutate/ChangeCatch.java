package cancelsafe.workbook.mutate;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Catches more than is meant, or less. */
final class ChangeCatch implements Operator {
    private static final Map<String, List<String>> OTHERS =
            Map.of(
                    "Throwable", List.of("Exception", "RuntimeException", "Error"),
                    "Exception", List.of("Throwable", "RuntimeException", "InterruptedException"),
                    "RuntimeException", List.of("Exception"),
                    "InterruptedException", List.of("Exception"));

    @Override
    public String name() {
        return "change-catch";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(CatchTree.class)
                .map(tree -> tree.getParameter().getType())
                .flatMap(
                        type ->
                                others(answer, type).stream()
                                        .map(other -> answer.replaced(type, other)));
    }

    private static List<String> others(AnswerTree answer, Tree type) {
        return type instanceof UnionTypeTree union
                ? union.getTypeAlternatives().stream()
                        .map(
                                dropped ->
                                        union.getTypeAlternatives().stream()
                                                .filter(kept -> kept != dropped)
                                                .map(answer::text)
                                                .collect(Collectors.joining(" | ")))
                        .toList()
                : OTHERS.getOrDefault(answer.text(type), List.of("Exception"));
    }
}

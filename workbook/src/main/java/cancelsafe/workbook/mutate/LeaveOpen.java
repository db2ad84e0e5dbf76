package cancelsafe.workbook.mutate;

import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does not close the resources of a {@code try}. */
final class LeaveOpen implements Operator {
    @Override
    public String name() {
        return "leave-open";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(TryTree.class)
                .filter(tree -> !tree.getResources().isEmpty())
                .map(tree -> change(answer, tree));
    }

    private static Change change(AnswerTree answer, TryTree tree) {
        String opened =
                tree.getResources().stream()
                        .map(answer::text)
                        .map(text -> text.endsWith(";") ? text : text + ";")
                        .collect(Collectors.joining(" "));
        int from = answer.from(tree);
        Tree body = tree.getBlock();
        boolean bare = tree.getCatches().isEmpty() && tree.getFinallyBlock() == null;
        String begin = bare ? "" : "try ";
        return answer.replaced(from, answer.from(body) + 1, "%s{ %s".formatted(begin, opened));
    }
}

package cancelsafe.workbook.mutate;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.TryTree;

import java.util.stream.Stream;

/** Takes a {@code finally} from all paths, from that of success, or from that of failure. */
final class DropFinally implements Operator {
    @Override
    public String name() {
        return "drop-finally";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(TryTree.class)
                .filter(tree -> tree.getFinallyBlock() != null)
                .flatMap(tree -> changes(answer, tree, tree.getFinallyBlock()));
    }

    private static Stream<Change> changes(AnswerTree answer, TryTree tree, BlockTree last) {
        boolean bare = tree.getCatches().isEmpty() && tree.getResources().isEmpty();
        int end = answer.to(tree.getBlock());
        for (var each : tree.getCatches()) {
            end = answer.to(each);
        }
        int from = bare ? answer.from(tree.getBlock()) : answer.from(tree);
        String before = answer.text(from, end);
        String cleanup = answer.text(last);
        String onFailure = " catch (Throwable any) { %s throw any; }".formatted(cleanup);
        String guarded = answer.text(answer.from(tree), end);
        return Stream.of(
                answer.replaced(tree, before),
                answer.replaced(tree, before + " " + cleanup),
                answer.replaced(
                        tree, bare ? guarded + onFailure : "try { " + guarded + " }" + onFailure));
    }
}

package cancelsafe.workbook.mutate;

import com.sun.source.tree.CatchTree;

import java.util.stream.Stream;

/** Does nothing about an exception that is caught. */
final class EmptyCatch implements Operator {
    @Override
    public String name() {
        return "empty-catch";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(CatchTree.class)
                .map(CatchTree::getBlock)
                .filter(block -> !block.getStatements().isEmpty())
                .map(block -> answer.replaced(block, "{}"));
    }
}

package cancelsafe.workbook.mutate;

import cancelsafe.workbook.mutate.Change.Edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.StatementTree;

import java.util.List;
import java.util.stream.Stream;

/** Moves the first or the last statement out of an {@code if}, a {@code try} or a monitor. */
final class MoveOut implements Operator {
    @Override
    public String name() {
        return "move-out";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(StatementTree.class).flatMap(tree -> changes(answer, tree));
    }

    private static Stream<Change> changes(AnswerTree answer, StatementTree tree) {
        BlockTree block = GuardedBlock.of(tree);
        if (block == null) {
            return Stream.of();
        }
        List<? extends StatementTree> statements = block.getStatements();
        if (statements.size() < 2) {
            return Stream.of();
        }
        StatementTree first = statements.getFirst();
        StatementTree last = statements.getLast();
        return Stream.of(
                Change.of(
                        new Edit(answer.from(tree), answer.from(tree), answer.text(first) + " "),
                        new Edit(answer.from(first), answer.to(first), "")),
                Change.of(
                        new Edit(answer.from(last), answer.to(last), ""),
                        new Edit(answer.to(tree), answer.to(tree), " " + answer.text(last))));
    }
}

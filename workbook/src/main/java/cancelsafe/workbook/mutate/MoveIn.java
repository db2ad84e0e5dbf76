package cancelsafe.workbook.mutate;

import cancelsafe.workbook.mutate.Change.Edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.StatementTree;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Moves a neighbouring statement into an {@code if}, a {@code try} or a monitor. */
final class MoveIn implements Operator {
    @Override
    public String name() {
        return "move-in";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(BlockTree.class)
                .map(BlockTree::getStatements)
                .flatMap(
                        statements ->
                                IntStream.range(0, statements.size())
                                        .boxed()
                                        .flatMap(n -> changes(answer, statements, n)));
    }

    private static Stream<Change> changes(
            AnswerTree answer, List<? extends StatementTree> statements, int n) {
        BlockTree body = GuardedBlock.of(statements.get(n));
        if (body == null) {
            return Stream.of();
        }
        Stream<Change> before =
                statements.subList(0, n).reversed().stream()
                        .limit(1)
                        .filter(answer::isWritten)
                        .map(moved -> moved(answer, moved, answer.from(body) + 1));
        Stream<Change> after =
                statements.subList(n + 1, statements.size()).stream()
                        .limit(1)
                        .filter(answer::isWritten)
                        .map(moved -> moved(answer, moved, answer.to(body) - 1));
        return Stream.concat(before, after);
    }

    private static Change moved(AnswerTree answer, StatementTree statement, int to) {
        return Change.of(
                new Edit(answer.from(statement), answer.to(statement), ""),
                new Edit(to, to, " " + answer.text(statement) + " "));
    }
}

package cancelsafe.workbook.mutate;

import cancelsafe.workbook.mutate.Change.Edit;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Swaps two neighbouring statements, at least one of which calls something. A variable that begins
 * with a constant, an empty array or an empty collection may be declared at any time, so it is not
 * swapped.
 */
final class SwapNeighbours implements Operator {
    @Override
    public String name() {
        return "swap-neighbours";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(BlockTree.class)
                .map(BlockTree::getStatements)
                .flatMap(
                        statements ->
                                IntStream.range(1, statements.size())
                                        .filter(n -> calls(answer, statements, n))
                                        .mapToObj(n -> swapped(answer, statements, n)));
    }

    private static boolean calls(
            AnswerTree answer, List<? extends StatementTree> statements, int n) {
        StatementTree first = statements.get(n - 1);
        StatementTree second = statements.get(n);
        return answer.isWritten(first)
                && answer.isWritten(second)
                && !declares(answer, first)
                && !declares(answer, second)
                && (answer.text(first) + answer.text(second)).contains("(");
    }

    private static boolean declares(AnswerTree answer, StatementTree statement) {
        return statement instanceof VariableTree variable
                && switch (variable.getInitializer()) {
                    case LiteralTree _ -> true;
                    case NewArrayTree made -> made.getInitializers() == null;
                    case NewClassTree made ->
                            made.getArguments().isEmpty()
                                    && made.getClassBody() == null
                                    && answer.type(made).startsWith("java.util.");
                    case null, default -> false;
                };
    }

    private static Change swapped(
            AnswerTree answer, List<? extends StatementTree> statements, int n) {
        StatementTree first = statements.get(n - 1);
        StatementTree second = statements.get(n);
        return Change.of(
                new Edit(answer.from(first), answer.to(first), answer.text(second)),
                new Edit(answer.from(second), answer.to(second), answer.text(first)));
    }
}

package cancelsafe.workbook.mutate;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;

import java.util.List;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;

/** Where a statement can be put so that it is the last thing that a method does, or the first. */
final class MethodEnds {
    private static final String INTERRUPTED = "java.lang.InterruptedException";

    private final AnswerTree answer;

    MethodEnds(AnswerTree answer) {
        this.answer = answer;
    }

    /** A statement before each return, and at the end of each method that returns nothing. */
    Stream<Change> beforeReturns(String statement) {
        Stream<Change> returns =
                answer.all(ReturnTree.class)
                        .filter(
                                tree ->
                                        answer.around(tree, MethodTree.class).stream()
                                                .allMatch(this::acts))
                        .map(tree -> before(tree, statement));
        Stream<Change> ends =
                methods()
                        .filter(m -> answer.text(m.getReturnType()).equals("void"))
                        .filter(m -> !endsWithJump(m.getBody()))
                        .map(m -> answer.inserted(answer.to(m.getBody()) - 1, statement + " "));
        return Stream.concat(returns, ends);
    }

    /** A statement before each throw, but where the exception itself tells of the interrupt. */
    Stream<Change> beforeThrows(String statement) {
        return answer.all(ThrowTree.class)
                .filter(tree -> !answer.type(tree.getExpression()).equals(INTERRUPTED))
                .map(tree -> before(tree, statement));
    }

    /** A statement at the beginning of each method that others call. */
    Stream<Change> onEntry(String statement) {
        return methods()
                .filter(m -> !m.getModifiers().getFlags().contains(Modifier.PRIVATE))
                .map(m -> answer.inserted(answer.from(m.getBody()) + 1, " " + statement));
    }

    private Change before(StatementTree tree, String statement) {
        return answer.replaced(tree, "{ %s %s }".formatted(statement, answer.text(tree)));
    }

    private Stream<MethodTree> methods() {
        return answer.all(MethodTree.class)
                .filter(m -> m.getBody() != null && m.getReturnType() != null)
                .filter(this::acts);
    }

    /** Whether a method does more than give or keep a value. */
    private boolean acts(MethodTree method) {
        BlockTree body = method.getBody();
        return body != null && answer.text(body).contains("(");
    }

    private static boolean endsWithJump(BlockTree body) {
        List<? extends StatementTree> statements = body.getStatements();
        return !statements.isEmpty()
                && (statements.getLast() instanceof ReturnTree
                        || statements.getLast() instanceof ThrowTree);
    }
}

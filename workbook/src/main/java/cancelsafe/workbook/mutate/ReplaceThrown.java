package cancelsafe.workbook.mutate;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;

import java.util.stream.Stream;

/** Throws something else. */
final class ReplaceThrown implements Operator {
    @Override
    public String name() {
        return "replace-thrown";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(ThrowTree.class)
                .map(tree -> answer.replaced(tree.getExpression(), other(answer, tree)));
    }

    private static String other(AnswerTree answer, ThrowTree tree) {
        if (!(tree.getExpression() instanceof NewClassTree thrown)) {
            return "new IllegalStateException(%s)".formatted(answer.text(tree.getExpression()));
        }
        return answer.text(thrown.getIdentifier()).equals("IllegalStateException")
                ? "new UnsupportedOperationException()"
                : "new IllegalStateException()";
    }
}

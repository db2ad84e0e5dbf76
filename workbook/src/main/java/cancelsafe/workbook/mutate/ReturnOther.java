package cancelsafe.workbook.mutate;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ReturnTree;

import java.util.stream.Stream;

/** Returns another value. */
final class ReturnOther implements Operator {
    @Override
    public String name() {
        return "return-other";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(ReturnTree.class)
                .filter(tree -> tree.getExpression() != null)
                .filter(tree -> !(tree.getExpression() instanceof LiteralTree))
                .map(
                        tree ->
                                answer.replaced(
                                        tree.getExpression(),
                                        other(
                                                answer.type(tree.getExpression()),
                                                answer.text(tree.getExpression()))));
    }

    private static String other(String type, String text) {
        return switch (type) {
            case "boolean" -> "!(%s)".formatted(text);
            case "int", "long" -> "(%s) + 1".formatted(text);
            default -> "null";
        };
    }
}

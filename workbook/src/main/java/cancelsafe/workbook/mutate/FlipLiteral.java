package cancelsafe.workbook.mutate;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;

import java.util.stream.Stream;

/** Makes true false, false true, and a number one less or more. */
final class FlipLiteral implements Operator {
    @Override
    public String name() {
        return "flip-literal";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(LiteralTree.class)
                .flatMap(tree -> others(tree).map(other -> answer.replaced(tree, other)));
    }

    private static Stream<String> others(LiteralTree tree) {
        Object value = tree.getValue();
        return tree.getKind() == Tree.Kind.BOOLEAN_LITERAL
                ? Stream.of(Boolean.TRUE.equals(value) ? "false" : "true")
                : value instanceof Integer n
                        ? Stream.of(String.valueOf(n - 1), String.valueOf(n + 1))
                        : Stream.of();
    }
}

package cancelsafe.workbook.mutate;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.Tree;

import java.util.stream.Stream;

/** Asks one of two conditions, or for one where both are asked for. */
final class DropOperand implements Operator {
    @Override
    public String name() {
        return "drop-operand";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(BinaryTree.class)
                .filter(
                        tree ->
                                tree.getKind() == Tree.Kind.CONDITIONAL_AND
                                        || tree.getKind() == Tree.Kind.CONDITIONAL_OR)
                .flatMap(
                        tree ->
                                Stream.of(
                                                answer.text(tree.getLeftOperand()),
                                                answer.text(tree.getRightOperand()),
                                                "%s %s %s"
                                                        .formatted(
                                                                answer.text(tree.getLeftOperand()),
                                                                tree.getKind()
                                                                                == Tree.Kind
                                                                                        .CONDITIONAL_AND
                                                                        ? "||"
                                                                        : "&&",
                                                                answer.text(
                                                                        tree.getRightOperand())))
                                        .map(with -> answer.replaced(tree, with)));
    }
}

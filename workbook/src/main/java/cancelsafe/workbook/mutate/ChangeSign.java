package cancelsafe.workbook.mutate;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Adds instead of subtracting, multiplies instead of dividing, and the other way round. */
final class ChangeSign implements Operator {
    private record Signs(String written, String other) {}

    private static final Set<String> NUMBERS = Set.of("int", "long", "double");
    private static final Map<Tree.Kind, Signs> OTHERS =
            Map.of(
                    Tree.Kind.PLUS, new Signs("+", "-"),
                    Tree.Kind.MINUS, new Signs("-", "+"),
                    Tree.Kind.MULTIPLY, new Signs("*", "/"),
                    Tree.Kind.DIVIDE, new Signs("/", "*"),
                    Tree.Kind.PLUS_ASSIGNMENT, new Signs("+=", "-="),
                    Tree.Kind.MINUS_ASSIGNMENT, new Signs("-=", "+="),
                    Tree.Kind.POSTFIX_INCREMENT, new Signs("++", "--"),
                    Tree.Kind.POSTFIX_DECREMENT, new Signs("--", "++"));

    @Override
    public String name() {
        return "change-sign";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(ExpressionTree.class)
                .filter(tree -> OTHERS.containsKey(tree.getKind()))
                .filter(tree -> NUMBERS.contains(answer.type(tree)))
                .flatMap(
                        tree -> {
                            Signs signs = OTHERS.get(tree.getKind());
                            return signs == null
                                    ? Stream.of()
                                    : Stream.of(change(answer, tree, signs));
                        });
    }

    private static Change change(AnswerTree answer, ExpressionTree tree, Signs signs) {
        ExpressionTree first =
                switch (tree) {
                    case BinaryTree binary -> binary.getLeftOperand();
                    case CompoundAssignmentTree assignment -> assignment.getVariable();
                    case UnaryTree unary -> unary.getExpression();
                    default -> throw new IllegalArgumentException(tree.toString());
                };
        int at = answer.indexOf(signs.written, answer.to(first));
        return answer.replaced(at, at + signs.written.length(), signs.other);
    }
}

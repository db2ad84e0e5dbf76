package cancelsafe.workbook.mutate;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.Tree;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Moves the bound of a comparison by one, and negates it. */
final class RelaxComparison implements Operator {
    private record Signs(String written, List<String> others) {}

    private static final Map<Tree.Kind, Signs> OTHERS =
            Map.of(
                    Tree.Kind.LESS_THAN, new Signs("<", List.of("<=", ">=")),
                    Tree.Kind.LESS_THAN_EQUAL, new Signs("<=", List.of("<", ">")),
                    Tree.Kind.GREATER_THAN, new Signs(">", List.of(">=", "<=")),
                    Tree.Kind.GREATER_THAN_EQUAL, new Signs(">=", List.of(">", "<")),
                    Tree.Kind.EQUAL_TO, new Signs("==", List.of("!=")),
                    Tree.Kind.NOT_EQUAL_TO, new Signs("!=", List.of("==")));

    @Override
    public String name() {
        return "relax-comparison";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(BinaryTree.class).flatMap(tree -> changes(answer, tree));
    }

    private static Stream<Change> changes(AnswerTree answer, BinaryTree tree) {
        Signs signs = OTHERS.get(tree.getKind());
        if (signs == null) {
            return Stream.of();
        }
        int at = answer.indexOf(signs.written, answer.to(tree.getLeftOperand()));
        return signs.others.stream()
                .map(other -> answer.replaced(at, at + signs.written.length(), other));
    }
}

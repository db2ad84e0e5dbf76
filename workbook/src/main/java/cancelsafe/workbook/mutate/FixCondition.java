package cancelsafe.workbook.mutate;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ParenthesizedTree;

import java.util.stream.Stream;

/** Takes one branch always. */
final class FixCondition implements Operator {
    @Override
    public String name() {
        return "fix-condition";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        Stream<ExpressionTree> conditions =
                Stream.concat(
                        answer.all(IfTree.class).map(tree -> inParentheses(tree.getCondition())),
                        answer.all(ConditionalExpressionTree.class)
                                .map(ConditionalExpressionTree::getCondition));
        return conditions.flatMap(
                condition ->
                        Stream.of("true", "false").map(with -> answer.replaced(condition, with)));
    }

    private static ExpressionTree inParentheses(ExpressionTree tree) {
        return tree instanceof ParenthesizedTree in ? in.getExpression() : tree;
    }
}

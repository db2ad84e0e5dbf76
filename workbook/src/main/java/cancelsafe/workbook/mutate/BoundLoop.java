package cancelsafe.workbook.mutate;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/** Leaves out the first round of a loop, or all after the first, third or tenth. */
final class BoundLoop implements Operator {
    @Override
    public String name() {
        return "bound-loop";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return Stream.of(
                        answer.all(ForLoopTree.class).flatMap(loop -> counting(answer, loop)),
                        answer.all(EnhancedForLoopTree.class).flatMap(loop -> over(answer, loop)),
                        answer.all(WhileLoopTree.class).flatMap(loop -> waiting(answer, loop)))
                .flatMap(changes -> changes);
    }

    /** The first round is all that is left of a {@code while} that becomes an {@code if}. */
    private static Stream<Change> waiting(AnswerTree answer, WhileLoopTree loop) {
        String condition = answer.text(loop.getCondition());
        String also = condition.equals("(true)") ? "" : " && " + condition;
        return Stream.of("3", "10")
                .map(most -> "for (int rounds = 0; rounds < %s%s; rounds++)".formatted(most, also))
                .map(
                        head ->
                                answer.replaced(
                                        answer.from(loop), answer.to(loop.getCondition()), head));
    }

    private static Stream<Change> counting(AnswerTree answer, ForLoopTree loop) {
        Stream<Change> starts =
                loop.getInitializer().stream()
                        .map(BoundLoop::zero)
                        .flatMap(Stream::ofNullable)
                        .filter(start -> answer.text(start).equals("0"))
                        .map(start -> answer.replaced(start, "1"));
        if (!(loop.getCondition() instanceof BinaryTree condition)) {
            return starts;
        }
        ExpressionTree bound = condition.getRightOperand();
        return !answer.type(bound).equals("int") && !answer.type(bound).equals("long")
                ? starts
                : Stream.concat(
                        starts,
                        Stream.of("1", "3", "10")
                                .map(
                                        most ->
                                                answer.replaced(
                                                        bound,
                                                        "Math.min(%s, %s)"
                                                                .formatted(
                                                                        answer.text(bound),
                                                                        most))));
    }

    private static @Nullable ExpressionTree zero(StatementTree start) {
        return start instanceof VariableTree variable ? variable.getInitializer() : null;
    }

    private static Stream<Change> over(AnswerTree answer, EnhancedForLoopTree loop) {
        ExpressionTree all = loop.getExpression();
        String text = answer.text(all);
        String stream =
                answer.type(all).endsWith("[]")
                        ? "java.util.Arrays.stream(%s)".formatted(text)
                        : "(%s).stream()".formatted(text);
        return Stream.of("skip(1)", "limit(1)", "limit(3)", "limit(10)")
                .map(part -> answer.replaced(all, "%s.%s.toList()".formatted(stream, part)));
    }
}

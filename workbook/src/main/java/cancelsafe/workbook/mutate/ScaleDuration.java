package cancelsafe.workbook.mutate;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.VariableTree;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a time nothing, half, twice as long, or a whole number of milliseconds or seconds. */
final class ScaleDuration implements Operator {
    private static final String DURATION = "java.time.Duration";
    private static final Set<String> NUMBERS = Set.of("int", "long");

    @Override
    public String name() {
        return "scale-duration";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(ExpressionTree.class)
                .filter(tree -> !answer.text(tree).endsWith("Duration.ZERO"))
                .flatMap(
                        tree -> {
                            if (answer.type(tree).equals(DURATION) && isUsed(answer, tree)) {
                                return durations(answer, tree);
                            }
                            return isNumberOfUnits(answer, tree)
                                    ? numbers(answer, tree)
                                    : Stream.of();
                        });
    }

    /** Whether it is handed on as a whole, or its length is asked for. */
    private static boolean isUsed(AnswerTree answer, ExpressionTree tree) {
        return switch (answer.parent(tree)) {
            case MethodInvocationTree call -> call.getArguments().contains(tree);
            case NewClassTree call -> call.getArguments().contains(tree);
            case VariableTree variable -> variable.getInitializer() == tree;
            case ReturnTree _ -> true;
            case MemberSelectTree select ->
                    select.getIdentifier().toString().matches("to(Nanos|Millis|Seconds)");
            case null, default -> false;
        };
    }

    private static Stream<Change> durations(AnswerTree answer, ExpressionTree tree) {
        String text = answer.text(tree);
        return Stream.of(
                        DURATION + ".ZERO",
                        "(%s).dividedBy(2)".formatted(text),
                        "(%s).multipliedBy(2)".formatted(text),
                        "%s.ofMillis((%s).toMillis())".formatted(DURATION, text),
                        "%s.ofSeconds((%s).toSeconds())".formatted(DURATION, text))
                .map(with -> answer.replaced(tree, with));
    }

    /** Whether it is the number before a unit, or an argument of {@code Thread.sleep}. */
    private static boolean isNumberOfUnits(AnswerTree answer, ExpressionTree tree) {
        if (!(answer.parent(tree) instanceof MethodInvocationTree call)
                || !NUMBERS.contains(answer.type(tree))) {
            return false;
        }
        List<? extends ExpressionTree> arguments = call.getArguments();
        return IntStream.range(0, arguments.size())
                .filter(n -> arguments.get(n) == tree)
                .anyMatch(
                        n ->
                                n + 1 < arguments.size()
                                        ? answer.type(arguments.get(n + 1))
                                                .equals("java.util.concurrent.TimeUnit")
                                        : answer.text(call.getMethodSelect())
                                                .matches("Thread[.]sleep|Duration[.]of\\w+"));
    }

    private static Stream<Change> numbers(AnswerTree answer, ExpressionTree tree) {
        String text = answer.text(tree);
        boolean literal = tree instanceof LiteralTree;
        return Stream.of(
                        "0",
                        (literal ? "%s / 2" : "(%s) / 2").formatted(text),
                        (literal ? "%s * 2" : "(%s) * 2").formatted(text))
                .map(with -> answer.replaced(tree, with));
    }
}

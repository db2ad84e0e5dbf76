package cancelsafe.workbook.mutate;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;

import java.util.List;
import java.util.stream.Stream;

/** Makes one atomic step two: a read, then a write. */
final class SplitAtomic implements Operator {
    @Override
    public String name() {
        return "split-atomic";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(MethodInvocationTree.class).flatMap(call -> changes(answer, call));
    }

    private static Stream<Change> changes(AnswerTree answer, MethodInvocationTree call) {
        if (!(call.getMethodSelect() instanceof MemberSelectTree select)
                || !answer.type(select.getExpression())
                        .startsWith("java.util.concurrent.atomic.")) {
            return Stream.of();
        }
        String cell = answer.text(select.getExpression());
        List<String> given = call.getArguments().stream().map(answer::text).toList();
        return switch (select.getIdentifier().toString()) {
            case "compareAndSet" ->
                    Stream.of(
                            answer.replaced(
                                    call,
                                    "(%1$s.get() == %2$s && String.valueOf(%1$s.getAndSet(%3$s)) != null)"
                                            .formatted(cell, given.getFirst(), given.getLast())));
            case "incrementAndGet", "getAndIncrement" -> Stream.of(step(answer, call, cell, "1"));
            case "decrementAndGet", "getAndDecrement" -> Stream.of(step(answer, call, cell, "-1"));
            case "addAndGet", "getAndAdd" -> Stream.of(step(answer, call, cell, given.getFirst()));
            default -> Stream.of();
        };
    }

    private static Change step(AnswerTree answer, ExpressionTree call, String cell, String amount) {
        boolean newValue = answer.text(call).contains("AndGet(");
        return answer.replaced(
                call,
                newValue
                        ? "%1$s.updateAndGet(_ -> %1$s.get() + (%2$s))".formatted(cell, amount)
                        : "%1$s.getAndSet(%1$s.get() + (%2$s))".formatted(cell, amount));
    }
}

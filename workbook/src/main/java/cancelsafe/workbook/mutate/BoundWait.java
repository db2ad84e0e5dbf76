package cancelsafe.workbook.mutate;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.WhileLoopTree;

import java.util.Map;
import java.util.stream.Stream;

/** Gives up a wait after five seconds, or after an hour. */
final class BoundWait implements Operator {
    private static final String UNIT = "java.util.concurrent.TimeUnit.";

    /** What is called instead, with a time, by the name of the call that has none. */
    private static final Map<String, String> BOUNDED =
            Map.of(
                    "await", "await",
                    "take", "poll",
                    "takeFirst", "pollFirst",
                    "takeLast", "pollLast",
                    "acquire", "tryAcquire",
                    "lock", "tryLock",
                    "lockInterruptibly", "tryLock",
                    "get", "get",
                    "waitFor", "waitFor");

    @Override
    public String name() {
        return "bound-wait";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(MethodInvocationTree.class)
                .filter(call -> call.getArguments().isEmpty())
                .flatMap(call -> changes(answer, call));
    }

    private static Stream<Change> changes(AnswerTree answer, MethodInvocationTree call) {
        if (!(call.getMethodSelect() instanceof MemberSelectTree select)) {
            return Stream.of();
        }
        String name = select.getIdentifier().toString();
        String receiver = answer.type(select.getExpression());
        if (name.equals("join") && receiver.equals("java.lang.Thread")) {
            return Stream.of("5_000", "3_600_000")
                    .map(millis -> answer.inserted(answer.to(call) - 1, millis));
        }
        String bounded = BOUNDED.get(name);
        if (bounded == null || !waits(receiver) || isWokenAnyway(answer, call, receiver)) {
            return Stream.of();
        }
        int at = answer.to(select) - name.length();
        return Stream.of("5, " + UNIT + "SECONDS", "1, " + UNIT + "HOURS")
                .map(time -> answer.replaced(at, answer.to(call), bounded + "(" + time + ")"));
    }

    /** Whether it is a call of {@code java.util.concurrent}: others may have the same name. */
    private static boolean waits(String receiver) {
        return receiver.equals("java.lang.Process")
                || (receiver.startsWith("java.util.concurrent.") && !receiver.contains(".atomic."));
    }

    /** A wait in a loop that checks its condition may end at any time. */
    private static boolean isWokenAnyway(
            AnswerTree answer, MethodInvocationTree call, String receiver) {
        return receiver.endsWith(".Condition")
                && answer.around(call, WhileLoopTree.class).isPresent();
    }
}

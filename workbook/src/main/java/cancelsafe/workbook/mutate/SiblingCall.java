package cancelsafe.workbook.mutate;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;

import java.util.Map;
import java.util.stream.Stream;

/** Calls what is named alike and differs in one respect. */
final class SiblingCall implements Operator {
    private static final Map<String, String> SIBLINGS =
            Map.ofEntries(
                    Map.entry("notifyAll", "notify"),
                    Map.entry("signalAll", "signal"),
                    Map.entry("lockInterruptibly", "lock"),
                    Map.entry("acquire", "acquireUninterruptibly"),
                    Map.entry("await", "awaitUninterruptibly"),
                    Map.entry("awaitUninterruptibly", "await"),
                    Map.entry("shutdownNow", "shutdown"),
                    Map.entry("shutdown", "shutdownNow"),
                    Map.entry("isInterrupted", "isAlive"),
                    Map.entry("isCancelled", "isDone"),
                    Map.entry("isDone", "isCancelled"),
                    Map.entry("take", "poll"),
                    Map.entry("put", "offer"),
                    Map.entry("offer", "add"),
                    Map.entry("addFirst", "addLast"),
                    Map.entry("addLast", "addFirst"),
                    Map.entry("pollFirst", "pollLast"),
                    Map.entry("pollLast", "pollFirst"),
                    Map.entry("isBefore", "isAfter"),
                    Map.entry("isAfter", "isBefore"),
                    Map.entry("min", "max"),
                    Map.entry("max", "min"),
                    Map.entry("anyMatch", "allMatch"),
                    Map.entry("allMatch", "anyMatch"),
                    Map.entry("noneMatch", "anyMatch"));

    @Override
    public String name() {
        return "sibling-call";
    }

    @Override
    public Stream<Change> changes(AnswerTree answer) {
        return answer.all(MethodInvocationTree.class).flatMap(call -> changes(answer, call));
    }

    private static Stream<Change> changes(AnswerTree answer, MethodInvocationTree call) {
        if (answer.text(call).equals("Thread.interrupted()")) {
            return Stream.of(answer.replaced(call, "Thread.currentThread().isInterrupted()"));
        }
        if (answer.text(call).equals("Thread.currentThread().isInterrupted()")) {
            return Stream.of(answer.replaced(call, "Thread.interrupted()"));
        }
        String name =
                switch (call.getMethodSelect()) {
                    case MemberSelectTree select -> select.getIdentifier().toString();
                    case IdentifierTree own -> own.getName().toString();
                    default -> "";
                };
        String sibling = SIBLINGS.get(name);
        int end = answer.to(call.getMethodSelect());
        return sibling == null
                ? Stream.of()
                : Stream.of(answer.replaced(end - name.length(), end, sibling));
    }
}

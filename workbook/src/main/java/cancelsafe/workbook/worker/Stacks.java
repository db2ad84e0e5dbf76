package cancelsafe.workbook.worker;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Where threads are, told in lines of the answer and its test. */
final class Stacks {
    private static final int MOST_LINES = 12;

    private final Predicate<String> isTheirs;

    /**
     * Tells of these classes.
     *
     * @param isTheirs whether a class, by its binary name, belongs to the answer or the test
     */
    Stacks(Predicate<String> isTheirs) {
        this.isTheirs = isTheirs;
    }

    /** The thread that is deepest in the answer, innermost line first. */
    List<String> deepest() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack).anyMatch(this::isTheirs))
                .max(Comparator.comparingLong(this::depth))
                .map(this::lines)
                .orElse(List.of());
    }

    /** The thread that is ending the virtual machine; nothing if none is. */
    List<String> exiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(
                        stack ->
                                Arrays.stream(stack)
                                        .anyMatch(
                                                f ->
                                                        f.getClassName().equals("java.lang.Runtime")
                                                                && f.getMethodName()
                                                                        .equals("exit")))
                .map(this::lines)
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** The line of the answer that a thread is in; where it is otherwise, the innermost line. */
    String line(Thread thread, Map<Thread, StackTraceElement[]> stacks) {
        StackTraceElement[] stack = stacks.getOrDefault(thread, new StackTraceElement[0]);
        return Arrays.stream(stack)
                .filter(this::isTheirs)
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(f -> f.getFileName() + ":" + f.getLineNumber())
                .orElse("nowhere");
    }

    private boolean isTheirs(StackTraceElement frame) {
        return isTheirs.test(frame.getClassName());
    }

    private long depth(StackTraceElement[] stack) {
        return Arrays.stream(stack).filter(this::isTheirs).count();
    }

    private List<String> lines(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(this::isTheirs)
                .limit(MOST_LINES)
                .map(
                        f ->
                                "%s.%s(%s:%d)"
                                        .formatted(
                                                f.getClassName(),
                                                f.getMethodName(),
                                                f.getFileName(),
                                                f.getLineNumber()))
                .toList();
    }
}

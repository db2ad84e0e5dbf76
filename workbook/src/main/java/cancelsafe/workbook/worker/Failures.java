package cancelsafe.workbook.worker;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Exceptions in words. Their classes may be an answer's, so that each of their methods may throw,
 * or return anything of any length.
 */
final class Failures {
    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_CAUSES = 100;

    private final Predicate<String> isTheirs;

    /**
     * Tells lines of these classes.
     *
     * @param isTheirs whether a class, by its binary name, belongs to the answer or the test
     */
    Failures(Predicate<String> isTheirs) {
        this.isTheirs = isTheirs;
    }

    /** What an exception says; never empty, whatever its methods do. */
    String message(Throwable thrown) {
        String type = thrown.getClass().getSimpleName();
        try {
            return shortened(described(thrown, type));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return "%s; reading its message failed with %s"
                    .formatted(type, e.getClass().getSimpleName());
        }
    }

    private String described(Throwable thrown, String type) {
        String text = thrown.getMessage();
        if (thrown instanceof AssertionError && text != null && !text.isBlank()) {
            return text.strip();
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        String where =
                Arrays.stream(stack)
                        .filter(f -> isTheirs.test(f.getClassName()))
                        .findFirst()
                        .map(f -> " at " + f.getFileName() + ":" + f.getLineNumber())
                        .orElse("");
        return type + where + (text == null ? "" : ": " + text);
    }

    private static String shortened(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS)
                        + "\n... and "
                        + (text.length() - MOST_CHARACTERS)
                        + " more characters";
    }

    /** Whether an exception, or one that caused it, says that there is no more memory. */
    static boolean isOutOfMemory(Throwable thrown) {
        try {
            return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                    .limit(MOST_CAUSES) // causes may go round in a circle
                    .anyMatch(OutOfMemoryError.class::isInstance);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return false;
        }
    }
}

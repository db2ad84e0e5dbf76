package predictions;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A reader's table, compared row by row with what a test measures. The table is copied before
 * anything is measured, and nothing is compared while it is read, so no row can depend on what the
 * test finds.
 *
 * @param <T> what a row answers
 */
public final class Predictions<T> {
    private static final AtomicBoolean READING = new AtomicBoolean();

    private final String question;
    private final T undecided;
    private final Map<String, T> table;
    private final Map<String, String> wrong = new LinkedHashMap<>();

    private Predictions(String question, T undecided, Map<String, T> table) {
        this.question = question;
        this.undecided = undecided;
        this.table = table;
    }

    /**
     * Reads the table three times, the second time on an interrupted thread: rows that are
     * predicted are the same each time, whatever a caller does to the maps that it got.
     *
     * @param question what each row answers, as a sentence for the reader
     * @param undecided the answer of a row that is still to be filled in
     * @param answer makes a reader's class, and gives its table
     * @throws AssertionError if there is no table, if it is not the same each time, or if reading
     *     it runs a test or changes the interrupt status
     */
    public static <T> Predictions<T> read(
            String question, T undecided, Supplier<Supplier<Map<String, T>>> answer) {
        if (!READING.compareAndSet(false, true)) {
            throw runsATest();
        }
        try {
            startsNothing(answer);
            return new Predictions<>(question, undecided, rows(answer, undecided));
        } finally {
            Thread.interrupted();
            READING.set(false);
        }
    }

    /** Other code of this JVM may start a thread in the meantime, but hardly three times. */
    private static <T> void startsNothing(Supplier<Supplier<Map<String, T>>> answer) {
        for (int reading = 1; reading <= 3; reading++) {
            Supplier<Map<String, T>> table = answer.get();
            long before = newThreadId();
            Map<String, T> _ = table.get();
            if (newThreadId() == before + 1) {
                return;
            }
        }
        throw new AssertionError("table() starts a thread; fill in what you predict.");
    }

    private static long newThreadId() {
        return Thread.ofVirtual().unstarted(() -> {}).threadId();
    }

    private static <T> Map<String, T> rows(Supplier<Supplier<Map<String, T>>> answer, T undecided) {
        Supplier<Map<String, T>> table = answer.get();
        Map<String, T> rows = copyAndChange(table.get(), undecided);
        if (Thread.interrupted()) {
            throw new AssertionError("table() sets the interrupt status of its thread.");
        }
        Thread.currentThread().interrupt();
        Map<String, T> again = copyAndChange(table.get(), undecided);
        if (!Thread.interrupted()) {
            throw new AssertionError("table() clears the interrupt status of its thread.");
        }
        if (!again.equals(rows) || !table.get().equals(rows)) {
            throw new AssertionError("table() returns other rows when it is called again.");
        }
        Thread.currentThread().interrupt();
        if (!copy(answer.get().get()).equals(rows)) {
            throw new AssertionError("table() returns other rows on an interrupted thread.");
        }
        return rows;
    }

    /** Changes the table, as any caller may, and returns what it was. */
    private static <T> Map<String, T> copyAndChange(Map<String, T> table, T undecided) {
        Map<String, T> rows = copy(table);
        change(() -> table.replaceAll((_, _) -> undecided));
        change(table::clear);
        return rows;
    }

    private static <T> Map<String, T> copy(Map<String, T> table) {
        if (table == null) {
            throw new AssertionError("table() returned null.");
        }
        return new HashMap<>(table);
    }

    private static void change(Runnable change) {
        try {
            change.run();
        } catch (UnsupportedOperationException _) {
            // no caller can change it
        }
    }

    /** Two threads that read a table at the same time find the same rows. */
    public static <T> void areTheSameForTwoThreads(
            Attempt attempt, Supplier<Map<String, T>> table) {
        Callable<Boolean> both =
                () -> {
                    FutureTask<Map<String, T>> other = new FutureTask<>(() -> copy(table.get()));
                    Thread.startVirtualThread(other);
                    return copy(table.get()).equals(other.get());
                };
        attempt.undisturbed().delayBound(1).runBudget(100);
        assertThat(attempt.call(both).value())
                .as("two threads that call table() at the same time get the same rows")
                .isTrue();
    }

    /**
     * Compares a row with what was measured; a row that is measured again counts the last time.
     *
     * @throws AssertionError while a table is read
     */
    public void compare(String row, T measured) {
        compare(row, measured, Object::equals);
    }

    /**
     * The same for an answer that can be written in more than one way.
     *
     * @param isMeant whether what was measured (first) is what the row says (second)
     */
    public void compare(String row, T measured, BiPredicate<T, T> isMeant) {
        if (READING.get()) {
            throw runsATest();
        }
        T said = table.get(row);
        if (!table.containsKey(row)) {
            wrong.put(row, "is missing in the table");
        } else if (said == null || said.equals(undecided)) {
            wrong.put(row, "is not answered yet");
        } else if (!isMeant.test(measured, said)) {
            wrong.put(row, "is not " + (said instanceof String ? "\"" + said + "\"" : said));
        } else {
            wrong.remove(row);
        }
    }

    /**
     * Fails with the rows that are wrong, without the right values.
     *
     * @throws AssertionError if a row is wrong or not answered
     */
    public void judge() {
        if (!wrong.isEmpty()) {
            throw new AssertionError(
                    question
                            + " These rows do not match this JDK:\n"
                            + wrong.entrySet().stream()
                                    .map(row -> "\"%s\" %s".formatted(row.getKey(), row.getValue()))
                                    .collect(Collectors.joining("\n")));
        }
    }

    private static AssertionError runsATest() {
        return new AssertionError("table() runs a test of its kata; fill in what you predict.");
    }
}

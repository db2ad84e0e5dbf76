package cancelsafe.lab.explore;

import cancelsafe.lab.story.Promise;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Tells a user who waits at a terminal what a long exploration does: after two seconds, and then
 * every five. If the JVM is ended meanwhile, by Ctrl-C for example, it says what was found so far.
 * The system property {@code cancelsafe.lab.progress} is {@code on} or {@code off}; without it, a
 * terminal decides.
 */
final class LongExploration implements AutoCloseable {
    private static final long FIRST = Duration.ofSeconds(2).toNanos();
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final String test;
    private final PrintStream out;
    private final LongSupplier clock;
    private final boolean isOn;
    private final long begun;
    private final Thread atExit = new Thread(this::sayWhatWasFound, "lab progress");
    private long next;
    private boolean hasSpoken;
    private final AtomicInteger runs = new AtomicInteger();
    private volatile String dimension = "the undisturbed run";
    private volatile String found = "no promise was broken in them";

    /**
     * An exploration that begins now.
     *
     * @param clock nanoseconds of the real clock
     */
    LongExploration(String test, PrintStream out, LongSupplier clock, boolean isOn) {
        this.test = test;
        this.out = out;
        this.clock = clock;
        this.isOn = isOn;
        begun = clock.getAsLong();
        next = FIRST;
    }

    static LongExploration of(String test) {
        return new LongExploration(test, System.err, System::nanoTime, isWanted());
    }

    private static boolean isWanted() {
        String wish = System.getProperty("cancelsafe.lab.progress", "");
        return wish.isEmpty()
                ? Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                : wish.equals("on");
    }

    /** From now on the runs try this. */
    void begin(String what) {
        dimension = what;
    }

    /** One run more. */
    void run() {
        runs.incrementAndGet();
        long passed = isOn ? clock.getAsLong() - begun : 0;
        if (passed < next || !isOn) {
            return;
        }
        if (!hasSpoken) {
            hasSpoken = true;
            Runtime.getRuntime().addShutdownHook(atExit);
        }
        next = passed + EVERY;
        out.printf(
                Locale.ROOT,
                "lab: %s: %,d runs in %d s, now: %s; Ctrl-C ends the test%n",
                test,
                runs.get(),
                Duration.ofNanos(passed).toSeconds(),
                dimension);
    }

    /** A run has ended with these promises. */
    void note(List<Promise> promises) {
        promises.stream()
                .filter(p -> !p.kept())
                .findFirst()
                .ifPresent(p -> found = "broken: " + p.text());
    }

    private void sayWhatWasFound() {
        out.println(soFar());
    }

    /** What is known if the exploration ends here. */
    String soFar() {
        return String.format(
                Locale.ROOT, "lab: %s: ended after %,d runs; %s", test, runs.get(), found);
    }

    /** The exploration is over, and its report says what was found. */
    @Override
    public void close() {
        if (hasSpoken) {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // the JVM ends already
            }
        }
    }
}

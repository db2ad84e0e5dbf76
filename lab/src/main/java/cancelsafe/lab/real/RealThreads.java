package cancelsafe.lab.real;

import cancelsafe.lab.weave.LibraryLoader;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a use of a library by cancelling it, with the library's threads on real time.
 *
 * <pre>{@code
 * RealThreads.weaving("ch.qos.logback.").judge(LogbackAsync.class).mustHold();
 * }</pre>
 *
 * <p>Points are calls in classes with these prefixes, by the same rules as everywhere in the lab; a
 * prefix of your own code makes that a part of the library. The first run only warms up, the second
 * counts the points and must be right undisturbed; then there is one run for each point. All is
 * loaded anew for each {@code judge}, so several may follow each other; they must not overlap.
 *
 * <p>Nothing here is exact: the library's threads run as they like. What the JDK itself does, and
 * native code, is not woven. It needs no agent and no start option.
 */
public final class RealThreads {
    private final List<String> prefixes;
    private final Map<Promise, String> givenUp;
    private final String name;
    private final Duration limit;
    private final Interrupts interrupts;

    private RealThreads(
            List<String> prefixes,
            Map<Promise, String> givenUp,
            String name,
            Duration limit,
            Interrupts interrupts) {
        this.prefixes = prefixes;
        this.givenUp = givenUp;
        this.name = name;
        this.limit = limit;
        this.interrupts = interrupts;
    }

    /**
     * Judges the library whose classes' names begin so.
     *
     * @param prefixes of binary names, for example {@code ch.qos.logback.}
     * @throws IllegalArgumentException if there is none, or one of a class of the JDK
     */
    public static RealThreads weaving(String... prefixes) {
        if (prefixes.length == 0) {
            throw new IllegalArgumentException("say how the names of the library's classes begin");
        }
        for (String prefix : prefixes) {
            if (prefix.isBlank() || prefix.startsWith("java.") || prefix.startsWith("jdk.")) {
                throw new IllegalArgumentException(
                        "'%s' is not a library prefix: the JDK is not woven".formatted(prefix));
            }
        }
        return new RealThreads(
                List.of(prefixes), Map.of(), "", Duration.ofSeconds(10), Interrupts.ONE);
    }

    /** The same, with the library's name and version in the report. */
    public RealThreads named(String library) {
        return new RealThreads(prefixes, givenUp, library, limit, interrupts);
    }

    /**
     * The same, without judging {@code promise}.
     *
     * @param why the reason, which the report repeats
     */
    public RealThreads without(Promise promise, String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("give the reason why this promise is not judged");
        }
        Map<Promise, String> more = new EnumMap<>(Promise.class);
        more.putAll(givenUp);
        more.put(promise, why);
        return new RealThreads(prefixes, more, name, limit, interrupts);
    }

    /**
     * The same, with this long for each body; ten seconds if nothing is said. Before and after it a
     * driver gets longer.
     */
    public RealThreads limit(Duration limit) {
        return new RealThreads(prefixes, givenUp, name, limit, interrupts);
    }

    /**
     * The same, but a thread of the library is interrupted at its points, instead of the body's.
     * The body owes then that it ends, and what {@link LibraryDriver#check} says.
     *
     * @param name of the thread while it passes its points; the first thread that has it is the one
     * @since 1.1
     */
    public RealThreads onThread(String name) {
        return with(interrupts.onThread(name));
    }

    /**
     * The same, with up to so many interrupts in one run: the first at the n-th point, each further
     * one at the next point.
     *
     * @throws IllegalArgumentException if it is less than 1
     * @since 1.1
     */
    public RealThreads interrupts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " interrupts are too few: give 1 or more");
        }
        return with(interrupts.most(most));
    }

    /**
     * The same, and once more for each point at which the thread waits: the interrupt comes when it
     * has been seen to wait in the call for 20 ms.
     *
     * @since 1.1
     */
    public RealThreads late() {
        return with(interrupts.withLate());
    }

    private RealThreads with(Interrupts others) {
        return new RealThreads(prefixes, givenUp, name, limit, others);
    }

    /**
     * Called by a thread of a driver, such as one that holds the only connection: waits until the
     * body waits, too, or has ended. Takes the place of a sleep that would have to be long enough.
     *
     * @throws IllegalStateException if no driver is being run
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static void awaitBody() throws InterruptedException {
        CallerRun run = CallerRun.latest();
        if (run == null) {
            throw new IllegalStateException("call awaitBody() only while a driver is being judged");
        }
        run.awaitWait();
    }

    /**
     * Cancels the driver's body at each of its points. An interrupt of the calling thread stays on
     * and changes nothing.
     *
     * @param driver a class with a constructor that takes nothing; it and the library are loaded
     *     anew, from where its own loader finds them, and woven
     */
    public Judgement judge(Class<? extends LibraryDriver> driver) {
        LibraryLoader loader = new LibraryLoader(driver.getClassLoader(), prefixes);
        Class<? extends LibraryDriver> woven;
        try {
            woven = loader.loadClass(driver.getName()).asSubclass(LibraryDriver.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(driver + " cannot be loaded again", e);
        }
        String title =
                name.isEmpty() ? driver.getSimpleName() : name + ", " + driver.getSimpleName();
        return new RealExploration(title, woven, loader, givenUp, limit, interrupts).judge();
    }
}

package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.Threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What ended threads of a run without anybody's being told: no handler was set for it. */
public final class UnseenFailures {
    private final Thread.UncaughtExceptionHandler before =
            Thread.getDefaultUncaughtExceptionHandler();
    private final List<Dead> dead = new ArrayList<>();
    private final List<Dead> seen = new ArrayList<>();

    /** A thread, and what it ended by. */
    public record Dead(Thread thread, Throwable thrown) {}

    /** The calling thread ends by {@code thrown}. */
    void dies(Throwable thrown) {
        Thread thread = Threads.currentThread();
        boolean isSeen =
                Threads.seesFailures(thread)
                        || !Objects.equals(before, Thread.getDefaultUncaughtExceptionHandler());
        (isSeen ? seen : dead).add(new Dead(Thread.currentThread(), thrown));
    }

    /** Whether {@code thrown} ended a thread and a handler was told of it. */
    public boolean wasSeen(Throwable thrown) {
        return seen.stream().anyMatch(d -> d.thrown() == thrown);
    }

    /** They, in words, in the order in which they ended. */
    public List<String> described(
            Function<Thread, String> name, Function<Throwable, String> describe) {
        return dead.stream()
                .map(d -> name.apply(d.thread()) + " threw " + describe.apply(d.thrown()))
                .toList();
    }
}

package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CodeLocation;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which threads outlive the body, and where they were started. */
public final class ThreadsLeft {
    private final Map<Thread, CodeLocation> origins = new IdentityHashMap<>();

    /**
     * A thread that was still alive when the body had ended.
     *
     * @param where what it does, in words
     * @param origin the line in which it was started
     */
    public record Left(String name, String where, String origin) {}

    /** {@code thread} is started, or woken for the first time, in this line. */
    public void startedAt(Thread thread, @Nullable CodeLocation line) {
        if (line != null) {
            origins.putIfAbsent(thread, line);
        }
    }

    /** These threads, in words. */
    public List<Left> describe(
            List<Thread> alive, Function<Thread, String> name, Function<Thread, String> where) {
        return alive.stream().map(t -> new Left(name.apply(t), where.apply(t), origin(t))).toList();
    }

    private String origin(Thread thread) {
        CodeLocation origin = origins.get(thread);
        return origin == null ? "outside" : origin.where();
    }
}

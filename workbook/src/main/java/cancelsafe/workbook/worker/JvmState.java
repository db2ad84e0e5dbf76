package cancelsafe.workbook.worker;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer can change outside of its own classes, as it was at one moment. Nothing is put
 * back: a virtual machine that is not as it was is thrown away.
 */
final class JvmState {
    private static final int MOST_NAMED = 3;

    /** Threads that the lab starts once and keeps, and those of the JDK's common pools. */
    private static final List<String> RESIDENT =
            List.of("lab-", "ForkJoinPool.commonPool", "CompletableFutureDelayScheduler");

    private final Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    private final Set<ProcessHandle> children = descendants();
    private final List<Setting> settings = settings();

    /**
     * Something of which a virtual machine has one.
     *
     * @param change what is said if it is another one now
     * @param value equal as long as nothing has changed
     */
    private record Setting(String change, @Nullable Object value) {}

    private static List<Setting> settings() {
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        return List.of(
                new Setting("it replaced System.out", new Same(System.out)),
                new Setting("it replaced System.err", new Same(System.err)),
                new Setting("it replaced System.in", new Same(System.in)),
                new Setting("it changed a system property", properties()),
                new Setting("it changed the default locale", locales()),
                new Setting("it changed the default time zone", TimeZone.getDefault()),
                new Setting(
                        "it set the default handler of uncaught exceptions",
                        new Same(Thread.getDefaultUncaughtExceptionHandler())),
                new Setting("it changed the security providers", providers()),
                new Setting("it added or removed a shutdown hook", shutdownHooks()),
                new Setting(
                        "it changed how the root logger logs",
                        List.of(
                                new Same(LogManager.getLogManager()),
                                new Same(level),
                                new Same(root.getFilter()),
                                Arrays.stream(root.getHandlers()).map(Same::new).toList())),
                new Setting(
                        "it set a default of java.net",
                        Arrays.asList(
                                new Same(Authenticator.getDefault()),
                                new Same(CookieHandler.getDefault()),
                                new Same(ProxySelector.getDefault()),
                                new Same(ResponseCache.getDefault()))));
    }

    /** An object that is equal to itself alone, whatever its own methods say. */
    private record Same(@Nullable Object object) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** The texts alone: the lab keeps an object of its own among them. */
    private static Object properties() {
        Properties all = System.getProperties();
        return all.entrySet().stream()
                .filter(e -> e.getValue() instanceof String)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Locale> locales() {
        return List.of(
                Locale.getDefault(),
                Locale.getDefault(Locale.Category.DISPLAY),
                Locale.getDefault(Locale.Category.FORMAT));
    }

    private static List<String> providers() {
        return Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
    }

    /** As far as this virtual machine lets them be seen. */
    private static Set<?> shutdownHooks() {
        try {
            Field hooks =
                    Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            hooks.setAccessible(true);
            return hooks.get(null) instanceof Map<?, ?> map
                    ? map.keySet().stream().map(Same::new).collect(Collectors.toSet())
                    : Set.of();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Set.of();
        }
    }

    private static Set<ProcessHandle> descendants() {
        try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
            return all.collect(Collectors.toSet());
        }
    }

    /**
     * What is different now, a sentence each. Processes that were started since then are ended;
     * threads get a moment to end by themselves.
     */
    List<String> changes(Stacks stacks) throws InterruptedException {
        List<String> changes = new ArrayList<>();
        List<Setting> now = settings();
        for (int i = 0; i < settings.size(); i++) {
            if (!Objects.equals(settings.get(i), now.get(i))) {
                changes.add(settings.get(i).change());
            }
        }
        processes(changes);
        threads(changes, stacks);
        return changes;
    }

    private void processes(List<String> changes) {
        Set<ProcessHandle> left = descendants();
        left.removeAll(children);
        for (ProcessHandle process : left) {
            process.destroyForcibly();
        }
        if (!left.isEmpty()) {
            List<String> names = left.stream().map(JvmState::name).toList();
            changes.add(
                    "it left %s running, which the judge has ended"
                            .formatted(some("process", names)));
        }
    }

    private static String name(ProcessHandle process) {
        return process.info()
                .commandLine()
                .or(() -> process.info().command())
                .orElse("number " + process.pid());
    }

    private void threads(List<String> changes, Stacks stacks) throws InterruptedException {
        long end = System.nanoTime() + TimeLimits.LEFT_THREADS.toNanos();
        ForkJoinPool pool = ForkJoinPool.commonPool();
        while ((!newThreads().isEmpty() || isBusy(pool)) && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        Map<Thread, StackTraceElement[]> now = Thread.getAllStackTraces();
        Set<Thread> left = newThreads();
        left.retainAll(now.keySet()); // another one has ended meanwhile
        if (!left.isEmpty()) {
            List<String> names =
                    left.stream()
                            .limit(MOST_NAMED)
                            .map(t -> t.getName() + " at " + stacks.line(t, now))
                            .toList();
            changes.add("it left %s running".formatted(some("thread", names, left.size())));
        }
        if (isBusy(pool)) {
            changes.add("it left work in the common pool");
        }
    }

    private static boolean isBusy(ForkJoinPool pool) {
        return pool.hasQueuedSubmissions() || pool.getActiveThreadCount() > 0;
    }

    private static String some(String noun, List<String> names) {
        return some(noun, names.stream().limit(MOST_NAMED).toList(), names.size());
    }

    private static String some(String noun, List<String> names, int count) {
        String listed = String.join(", ", names);
        String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
        return count == 1
                ? "a %s (%s)".formatted(noun, listed)
                : "%d %s (%s%s)"
                        .formatted(count, plural, listed, count > names.size() ? ", ..." : "");
    }

    private Set<Thread> newThreads() {
        return liveThreads().stream()
                .filter(t -> !threads.contains(t) && t.isAlive())
                .filter(JvmState::isOfPrograms)
                .filter(t -> RESIDENT.stream().noneMatch(t.getName()::startsWith))
                .filter(t -> t != Thread.currentThread())
                .collect(Collectors.toSet());
    }

    private static List<Thread> liveThreads() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        Thread[] found = new Thread[top.activeCount() + 100];
        return Arrays.asList(found).subList(0, top.enumerate(found));
    }

    /** The JDK's own threads live in groups of their own. */
    private static boolean isOfPrograms(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getName().equals("main");
    }
}

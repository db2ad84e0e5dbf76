package cancelsafe.workbook.worker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;

/** What an answer can change outside of its own classes, as it was at one moment. */
final class JvmState {
    private static final int PATIENCE_MILLIS = 100;

    /** Threads that the lab starts once and keeps, and those of the JDK's common pools. */
    private static final List<String> RESIDENT =
            List.of("lab-", "ForkJoinPool.commonPool", "CompletableFutureDelayScheduler");

    private final Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    private final Properties properties = (Properties) System.getProperties().clone();
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    /** What is different now, a sentence each; puts back what can be put back. */
    List<String> changes(Stacks stacks) throws InterruptedException {
        List<String> changes = new ArrayList<>();
        for (Thread thread : newThreads()) {
            thread.join(PATIENCE_MILLIS);
        }
        Map<Thread, StackTraceElement[]> now = Thread.getAllStackTraces();
        for (Thread thread : newThreads()) {
            changes.add(
                    "thread %s still runs, at %s"
                            .formatted(thread.getName(), stacks.line(thread, now)));
        }
        if (!properties.equals(System.getProperties())) {
            changes.add("it changed a system property");
            System.setProperties(properties);
        }
        if (!locale.equals(Locale.getDefault()) || !zone.equals(TimeZone.getDefault())) {
            changes.add("it changed the default locale or time zone");
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        return changes;
    }

    private Set<Thread> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !threads.contains(t) && t.isAlive())
                .filter(JvmState::isOfPrograms)
                .filter(t -> RESIDENT.stream().noneMatch(t.getName()::startsWith))
                .filter(t -> t != Thread.currentThread())
                .collect(Collectors.toSet());
    }

    /** The JDK's own threads live in groups of their own. */
    private static boolean isOfPrograms(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group != null && group.getName().equals("main");
    }
}

package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;

/**
 * Runs named tasks, cancels them together, and reports how each has ended. Any thread may spawn and
 * cancel, also a task of the group; one thread calls awaitAll, once.
 *
 * <p>Must hold: when {@code awaitAll} ends, all tasks have terminated, and each name is in one list
 * of the report. Tasks that returned are completed, even after {@code cancelAll}.
 */
public class TaskGroup {
    private final Token token = new Token();
    private final Map<String, Future<?>> tasks = new LinkedHashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts a task. After {@code cancelAll} its body never runs, but its name is in the report.
     *
     * @throws IllegalStateException if the report has been made
     */
    public void spawn(String name, GroupTask task) {
        tasks.put(name, executor.submit(() -> run(task))); // TODO always?
    }

    private Void run(GroupTask task) throws Exception {
        task.run(token);
        return null;
    }

    /** Cancels all tasks, those that wait and those that check the token. Does not block. */
    public void cancelAll() {
        tasks.values().forEach(task -> task.cancel(true)); // TODO which tasks notice?
    }

    /**
     * Waits for all tasks, including those that are spawned meanwhile, by a task or by others.
     *
     * @throws InterruptedException if the caller is interrupted; all tasks were cancelled and have
     *     ended
     */
    public GroupReport awaitAll() throws InterruptedException {
        executor.close(); // TODO and tasks that are spawned meanwhile?
        return new GroupReport(names(State.SUCCESS), names(State.CANCELLED), names(State.FAILED));
    }

    private List<String> names(State state) { // TODO which code knows how a task has ended?
        return tasks.keySet().stream().filter(n -> tasks.get(n).state() == state).toList();
    }
}

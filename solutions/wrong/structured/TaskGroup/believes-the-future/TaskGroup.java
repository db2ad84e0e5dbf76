package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;

/** Cancels by the futures, and asks them how it went. */
public class TaskGroup {
    private final Token token = new Token();
    private final Map<String, Future<?>> tasks = new LinkedHashMap<>();
    private final List<String> neverBegun = new ArrayList<>();
    private int alive;
    private boolean reported;

    public synchronized void spawn(String name, GroupTask task) {
        if (reported) {
            throw new IllegalStateException("the report has been made");
        }
        if (token.isCancelled()) {
            neverBegun.add(name);
            return;
        }
        FutureTask<?> future = new FutureTask<>(() -> run(task));
        alive++;
        tasks.put(name, future);
        Thread.startVirtualThread(() -> runAndLeave(future));
    }

    private void runAndLeave(FutureTask<?> future) {
        future.run();
        leave();
    }

    private Void run(GroupTask task) throws Exception {
        task.run(token);
        return null;
    }

    private synchronized void leave() {
        alive--;
        notifyAll();
    }

    public synchronized void cancelAll() {
        token.cancel();
        tasks.values().forEach(task -> task.cancel(true));
    }

    public synchronized GroupReport awaitAll() throws InterruptedException {
        InterruptedException interrupted = null;
        while (alive > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = e;
                cancelAll();
            }
        }
        reported = true;
        if (interrupted != null) {
            throw interrupted;
        }
        List<String> cancelled = new ArrayList<>(names(State.CANCELLED));
        cancelled.addAll(neverBegun);
        return new GroupReport(names(State.SUCCESS), cancelled, names(State.FAILED));
    }

    private List<String> names(State state) {
        return tasks.keySet().stream().filter(n -> tasks.get(n).state() == state).toList();
    }
}

package cancelsafe.given;

import java.util.ArrayList;
import java.util.List;

/** What has happened to the leases of one server. For several threads. */
final class LeaseLog {
    private final List<String> history = new ArrayList<>();
    private final List<Integer> used = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private String failing = "none";
    private int opened;
    private boolean usedAfterClose;

    synchronized int open() {
        opened++;
        return opened;
    }

    synchronized void failsAt(String entry) {
        failing = entry;
    }

    private void note(String entry) {
        history.add(entry);
        if (entry.equals(failing)) {
            throw new IllegalStateException("the server has not answered");
        }
    }

    synchronized void needsOpen(int number) {
        usedAfterClose |= closed.contains(number);
    }

    synchronized void prepared(int number) {
        needsOpen(number);
        note("prepared " + number);
    }

    synchronized void used(int number) {
        needsOpen(number);
        used.add(number);
        note("used " + number);
    }

    synchronized void close(int number) {
        closed.add(number);
        note("closed " + number);
    }

    synchronized int opened() {
        return opened;
    }

    synchronized List<String> history() {
        return List.copyOf(history);
    }

    synchronized List<Integer> used() {
        return List.copyOf(used);
    }

    synchronized List<Integer> closed() {
        return List.copyOf(closed);
    }

    synchronized boolean isUsedAfterClose() {
        return usedAfterClose;
    }
}

package cancelsafe.given;

import java.util.ArrayList;
import java.util.List;

/** What has happened to the leases of one server. For several threads. */
final class LeaseLog {
    private final List<Integer> used = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private int opened;
    private int failing;
    private boolean usedAfterClose;

    synchronized int open() {
        opened++;
        return opened;
    }

    synchronized void failsToClose(int number) {
        failing = number;
    }

    synchronized void needsOpen(int number) {
        usedAfterClose |= closed.contains(number);
    }

    synchronized void used(int number) {
        needsOpen(number);
        used.add(number);
    }

    synchronized void close(int number) {
        closed.add(number);
        if (number == failing) {
            throw new IllegalStateException("the server has not answered to close");
        }
    }

    synchronized int opened() {
        return opened;
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

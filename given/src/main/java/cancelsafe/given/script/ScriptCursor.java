package cancelsafe.given.script;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The position in a script. One thread advances it; any thread may close it. */
final class ScriptCursor {
    private final PeerScript script;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;
    private int position;
    private int troublesPassed;

    ScriptCursor(PeerScript script) {
        this.script = script;
    }

    /** How many bytes have come or gone. */
    int position() {
        return position;
    }

    /** How many bytes can come or go before the next trouble, at once or not. */
    int untilTrouble() {
        PeerScript.@Nullable Trouble next = next();
        return next == null ? Integer.MAX_VALUE : next.after() - position;
    }

    /**
     * Lets up to {@code wanted} bytes come or go; how many.
     *
     * @throws SocketTimeoutException where the script has a timeout
     * @throws IOException where the script has a failure, and where it stalls once it is closed
     */
    int advance(int wanted) throws IOException {
        PeerScript.@Nullable Trouble due = next();
        if (due != null && due.after() == position) {
            meet(due.kind());
        }
        int count = Math.min(Math.min(wanted, script.atOnce()), untilTrouble());
        position += count;
        return count;
    }

    private PeerScript.@Nullable Trouble next() {
        return troublesPassed < script.troubles().size()
                ? script.troubles().get(troublesPassed)
                : null;
    }

    private void meet(PeerScript.Kind kind) throws IOException {
        switch (kind) {
            case FAILURE -> throw new IOException("Connection reset");
            case TIMEOUT -> {
                troublesPassed++;
                throw new SocketTimeoutException("timed out after byte " + position);
            }
            case STALL -> {
                awaitClose();
                throw new IOException("Stream closed");
            }
        }
    }

    /** An interrupt does not end this; the interrupt status is kept. */
    private void awaitClose() {
        lock.lock();
        try {
            while (!closed) {
                closing.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stall of the thread that advances; does not wait. */
    void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

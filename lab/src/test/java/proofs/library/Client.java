package proofs.library;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A library as they are found: one method for each way to deal with an interrupt. */
public final class Client {
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(4);
    private final Semaphore leases = new Semaphore(1);

    /** An event is dropped, and so is the interrupt. */
    public void swallows(String event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            // as a logger does that must never throw
        }
    }

    /** The interrupt is told by its status. */
    public void keepsStatus(String event) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(event);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The interrupt is only a cause. */
    public void wraps(String event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            throw new IllegalStateException("cannot put", e);
        }
    }

    /** The interrupt is only suppressed by something else. */
    public void suppresses(String event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            IllegalStateException failure = new IllegalStateException("cannot put");
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** As {@link #wraps}, with the status on. */
    public void wrapsWithStatus(String event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("cannot put", e);
        }
    }

    /** The lease is kept when the wait for the answer is interrupted. */
    public String keepsLease() throws InterruptedException {
        leases.acquireUninterruptibly();
        String answer = queue.take();
        leases.release();
        return answer;
    }

    /** Waits three times; with the status on each wait ends at once and counts for nothing. */
    public void storms(int mostTurns) {
        int waits = 0;
        for (int turn = 0; turn < mostTurns && waits < 3; turn++) {
            try {
                Thread.sleep(1);
                waits++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Hangs as soon as it is interrupted. */
    public void hangs() throws InterruptedException {
        try {
            queue.put("one");
        } catch (InterruptedException e) {
            new Semaphore(0).acquire();
        }
    }

    /** The only point stands behind a method reference. */
    public void sleepsByReference() {
        Sleeper sleeper = Thread::sleep;
        try {
            sleeper.sleep(1);
        } catch (InterruptedException e) {
            // lost
        }
    }

    /** Sleeps. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    /** A queue of its own making, which inherits its waits from the JDK. */
    static final class Inbox extends LinkedBlockingQueue<String> {
        private static final long serialVersionUID = 1;
    }

    /** The wait is inherited. */
    public void swallowsInInbox() {
        Inbox inbox = new Inbox();
        inbox.add("one");
        try {
            inbox.take();
        } catch (InterruptedException e) {
            // lost
        }
    }

    /** A channel for several to use. */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The channel is closed for whoever else uses it. */
    public void writes(FileChannel shared) throws IOException {
        shared.write(ByteBuffer.wrap(new byte[] {1}));
    }

    /** As sockets do it: the interrupt as an exception of input and output. */
    public void interruptsIo(String event) throws InterruptedIOException {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    /** A time-out is reported, though there was none. */
    public void timesOut(String event) throws SocketTimeoutException {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            throw new SocketTimeoutException();
        }
    }

    /** Tells of the cancellation in its own way. */
    public static final class Aborted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Throws {@link Aborted}. */
    public void aborts(String event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            throw new Aborted();
        }
    }

    /** Asks for an answer that may come while the interrupt is on its way; then it is lost. */
    public String asks() throws InterruptedException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            leases.drainPermits();
            throw e;
        }
    }

    /** An answer arrives. */
    public void answer(String answer) {
        queue.add(answer);
    }

    /** How many answers nobody has taken. */
    public int waiting() {
        return queue.size();
    }

    /** Whether a lease can be had. */
    public boolean isFree() {
        return leases.tryAcquire();
    }

    /** Has no point at all. */
    public int adds(int a, int b) {
        return a + b;
    }
}

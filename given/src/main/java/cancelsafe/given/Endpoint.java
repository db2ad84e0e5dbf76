package cancelsafe.given;

import cancelsafe.lab.Resource;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server to which links can be opened. For several threads.
 *
 * <p>Kata 3.8 LateResult.
 */
public final class Endpoint {
    private static final Duration GREETING = Duration.ofMillis(5);
    private static final Duration CLOSING = Duration.ofMillis(2);

    private final String name;
    private final Duration connecting;
    private final Duration closing;
    private final @Nullable Endpoint other;
    private final List<Link> links = new ArrayList<>();
    private volatile boolean refuses;
    private int begun;
    private int overlaps;
    private int running;

    /** A server that accepts a link after {@code connecting}, and greets for 5 milliseconds. */
    public Endpoint(String name, Duration connecting) {
        this(name, connecting, CLOSING, null);
    }

    /** As the first; an interrupted call takes {@code closing} to end its connection. */
    public Endpoint(String name, Duration connecting, Duration closing) {
        this(name, connecting, closing, null);
    }

    /** As the first; counts the calls that begin while one to {@code other} runs. */
    public Endpoint(String name, Duration connecting, Endpoint other) {
        this(name, connecting, CLOSING, other);
    }

    private Endpoint(String name, Duration connecting, Duration closing, @Nullable Endpoint other) {
        this.name = name;
        this.connecting = connecting;
        this.closing = closing;
        this.other = other;
    }

    /**
     * Opens a link.
     *
     * @throws IOException if there is no connection
     * @throws InterruptedException if the thread is interrupted before the server has accepted the
     *     link; ending the connection takes 2 milliseconds, or as long as the server was given.
     *     During the greeting an interrupt has no effect: the link is returned, and the interrupt
     *     status is set
     */
    public Link connect() throws IOException, InterruptedException {
        begins(other != null && other.running() > 0);
        try {
            accepted();
            if (refuses) {
                throw new IOException("refused by the " + name);
            }
            Link link = opened();
            sleepOn(GREETING);
            return link;
        } finally {
            ends();
        }
    }

    /** From now on the server refuses each link at the time at which it would accept it. */
    public void refuse() {
        refuses = true;
    }

    private void accepted() throws InterruptedException {
        try {
            Thread.sleep(connecting);
        } catch (InterruptedException e) {
            sleepOn(closing);
            throw e;
        }
    }

    private static void sleepOn(Duration time) {
        boolean interrupted = false;
        // an interrupt begins the time anew
        while (true) {
            try {
                Thread.sleep(time);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begins(boolean overlapping) {
        begun++;
        overlaps += overlapping ? 1 : 0;
        running++;
    }

    private synchronized Link opened() {
        Link link = new Link(name);
        links.add(link);
        return link;
    }

    private synchronized void ends() {
        running--;
    }

    /** How many calls of {@code connect} have begun. */
    public synchronized int begun() {
        return begun;
    }

    /** How many calls of {@code connect} run now. */
    public synchronized int running() {
        return running;
    }

    /** How many calls of {@code connect} began while one to the other server ran. */
    public synchronized int overlaps() {
        return overlaps;
    }

    /** How many links are open. */
    public synchronized long open() {
        return links.stream().filter(Link::isOpen).count();
    }

    /** An open link. Its owner closes it. */
    public static final class Link implements AutoCloseable {
        private final String to;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Link(String to) {
            this.to = to;
            Resource.opened(this);
        }

        /** The name of the server. */
        public String to() {
            return to;
        }

        /** Whether it is open. */
        public boolean isOpen() {
            return open.get();
        }

        /** Closes the link; without effect if it is closed. */
        @Override
        public void close() {
            if (open.getAndSet(false)) {
                Resource.closed(this);
            }
        }
    }
}

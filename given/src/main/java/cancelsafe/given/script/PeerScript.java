package cancelsafe.given.script;

import java.util.ArrayList;
import java.util.List;

/**
 * What a peer does with the bytes that it gives or takes: how many at once, and what goes wrong
 * after which byte. {@link ScriptedStream}, {@link ScriptedChannel}, {@link ScriptedOutputStream}
 * and {@link ScriptedWriteChannel} follow it.
 *
 * <p>Katas 2.4 TornRead and 2.5 ResumableRead.
 *
 * @param atOnce how many bytes one call gets or is rid of at most; at least 1
 * @param troubles what goes wrong, by rising number of bytes
 */
public record PeerScript(int atOnce, List<Trouble> troubles) {
    /** What may go wrong. */
    public enum Kind {
        /** No more bytes come or go until the peer is closed. */
        STALL,
        /** One call times out; the next goes on where it stopped. No time passes meanwhile. */
        TIMEOUT,
        /** The connection is reset: this call and all that follow fail. */
        FAILURE
    }

    /**
     * Something that goes wrong.
     *
     * @param after how many bytes have come or gone before; not negative
     */
    public record Trouble(Kind kind, int after) {
        /** Refuses a negative number of bytes. */
        public Trouble {
            if (after < 0) {
                throw new IllegalArgumentException("a script begins at byte 0, not at " + after);
            }
        }
    }

    /** Refuses troubles that are not in order: one behind a stall or a failure never comes. */
    public PeerScript {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least 1 byte at once, not " + atOnce);
        }
        troubles = List.copyOf(troubles);
        for (int i = 1; i < troubles.size(); i++) {
            Trouble before = troubles.get(i - 1);
            if (before.kind != Kind.TIMEOUT || before.after > troubles.get(i).after) {
                throw new IllegalArgumentException(
                        troubles.get(i) + " never comes: before it is " + before);
            }
        }
    }

    /** A peer without trouble, which gives or takes so many bytes at once. */
    public static PeerScript inPiecesOf(int atOnce) {
        return new PeerScript(atOnce, List.of());
    }

    /** The same, and after {@code bytes} bytes nothing comes or goes any more. */
    public PeerScript stallsAfter(int bytes) {
        return and(Kind.STALL, bytes);
    }

    /** The same, and one call times out after {@code bytes} bytes. */
    public PeerScript timesOutAfter(int bytes) {
        return and(Kind.TIMEOUT, bytes);
    }

    /** The same, and after {@code bytes} bytes the connection is reset. */
    public PeerScript failsAfter(int bytes) {
        return and(Kind.FAILURE, bytes);
    }

    private PeerScript and(Kind kind, int after) {
        List<Trouble> more = new ArrayList<>(troubles);
        more.add(new Trouble(kind, after));
        return new PeerScript(atOnce, more);
    }
}

package cost;

import java.util.ArrayList;
import java.util.List;

/** A token as the book builds it: a flag, a parent, and what is to be told. */
final class Token {
    private final Token parent;
    private volatile boolean cancelled;
    private List<Runnable> callbacks; // guarded by this; made when the first comes

    Token(Token parent) {
        this.parent = parent;
    }

    /** A token with so many tokens above it. */
    static Token below(int ancestors) {
        Token token = new Token(null);
        for (int i = 0; i < ancestors; i++) {
            token = new Token(token);
        }
        return token;
    }

    boolean isCancelled() {
        for (Token t = this; t != null; t = t.parent) {
            if (t.cancelled) {
                return true;
            }
        }
        return false;
    }

    synchronized void register(Runnable callback) {
        if (callbacks == null) {
            callbacks = new ArrayList<>(2);
        }
        callbacks.add(callback);
    }

    synchronized void deregister(Runnable callback) {
        callbacks.remove(callback);
    }
}

package cancelsafe.lab.real;

/**
 * A promise that a run has broken.
 *
 * @param promise which
 * @param how what was seen, in words
 */
public record Broken(Promise promise, String how) {
    @Override
    public String toString() {
        return promise.broken() + ": " + how;
    }
}

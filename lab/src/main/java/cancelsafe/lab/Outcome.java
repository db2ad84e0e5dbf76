package cancelsafe.lab;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * How one run of a body ended.
 *
 * @param <T> what the body returns; {@link Void} for a body that returns nothing
 */
public final class Outcome<T> {
    private final boolean cancelled;
    private final @Nullable T value;
    private final @Nullable Throwable thrown;
    private final boolean interrupted;
    private boolean known;

    /** Made by the lab when a body has ended. */
    public Outcome(
            boolean cancelled, @Nullable T value, @Nullable Throwable thrown, boolean interrupted) {
        this.cancelled = cancelled;
        this.value = value;
        this.thrown = thrown;
        this.interrupted = interrupted;
    }

    /** Whether a cancellation was delivered in this attempt; false in the undisturbed one. */
    public boolean cancelled() {
        return cancelled;
    }

    /** Whether the body returned, instead of throwing. */
    public boolean returned() {
        known = true;
        return thrown == null;
    }

    /** What the body threw; empty if it returned. */
    public Optional<Throwable> thrown() {
        known = true;
        return Optional.ofNullable(thrown);
    }

    /** Whether the test has asked how the body ended. */
    public boolean isKnown() {
        return known;
    }

    /** The interrupt status of the body's thread when the body had ended. */
    public boolean interrupted() {
        return interrupted;
    }

    /**
     * What the body returned; never null if the body never returns null.
     *
     * @throws AssertionError if the body threw instead, with that as its cause
     */
    @SuppressWarnings("NullAway") // null only where T admits it
    public T value() {
        known = true;
        if (thrown != null) {
            throw new AssertionError("the body returned no value; it threw " + thrown, thrown);
        }
        return value;
    }
}

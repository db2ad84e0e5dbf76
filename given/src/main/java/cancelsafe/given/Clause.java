package cancelsafe.given;

import java.time.Duration;

/**
 * What a select may do. Exactly one of its clauses takes effect.
 *
 * <p>Kata 4.7 Select.
 */
public sealed interface Clause {
    /** Receives a message; ready if another select waits to send to this channel. */
    record Receive(Channel from) implements Clause {}

    /** Sends a message; ready if another select waits to receive from this channel. */
    record Send(Channel to, String message) implements Clause {}

    /** Takes effect when so much time has passed; it may be zero. */
    record After(Duration time) implements Clause {}

    /** Takes effect when the token is cancelled; ready if it is cancelled already. */
    record OnCancel(CallbackToken token) implements Clause {}

    /** Takes effect at once if no other clause is ready. */
    record OrElse() implements Clause {}

    /** A disabled clause: it never takes effect. */
    record Disabled() implements Clause {}
}

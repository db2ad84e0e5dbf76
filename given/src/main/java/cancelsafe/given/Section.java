package cancelsafe.given;

/**
 * A critical section: reads or changes the state that a lock guards.
 *
 * <p>Kata 5.8 PoisonedLock.
 *
 * @param <S> the state
 * @param <T> the result
 */
@FunctionalInterface
public interface Section<S, T> {
    /**
     * Runs the section; it may wait.
     *
     * @param state must not be used after the section has ended
     * @throws Exception if the section fails or is cancelled; the state may be half changed then
     */
    T run(S state) throws Exception;
}

package cancelsafe.lab.real;

/**
 * Which thread of a run is interrupted, when, and how often.
 *
 * @param thread name of the thread; empty for the one that runs the body
 * @param most how many interrupts come in one run, each further one at the next point; at least 1
 * @param late whether each point is tried a second time, with an interrupt that comes when the
 *     thread has waited in the call for a while
 */
record Interrupts(String thread, int most, boolean late) {
    static final Interrupts ONE = new Interrupts("", 1, false);

    boolean areOfBody() {
        return thread.isEmpty();
    }

    Interrupts onThread(String name) {
        return new Interrupts(name, most, late);
    }

    Interrupts most(int number) {
        return new Interrupts(thread, number, late);
    }

    Interrupts withLate() {
        return new Interrupts(thread, most, true);
    }
}

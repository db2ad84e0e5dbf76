import cancelsafe.lab.real.RealThreads;

/** What the other side of a driver does. */
final class Hold {
    private Hold() {}

    /**
     * Returns when the body has waited for a while, or has ended: late enough for an interrupt that
     * comes after 20 ms of waiting.
     */
    static void untilBodyWaits() {
        try {
            RealThreads.awaitBody();
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

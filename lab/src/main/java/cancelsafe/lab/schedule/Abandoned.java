package cancelsafe.lab.schedule;

/** Thrown in a thread that is abandoned and cannot be left standing. */
final class Abandoned extends Error {
    private static final long serialVersionUID = 1;

    Abandoned() {
        super("abandoned", null, false, false);
    }
}

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

import proofs.CorpusOfInterleavings;
import proofs.CorpusOfInterleavings.Example;
import proofs.CorpusOfInterleavings.Race;

import java.util.concurrent.TimeUnit;

/**
 * Runs the lab's corpus of concurrent bodies under Lincheck, and prints what it found and how long
 * that took. Run by {@code bench/lincheck}.
 */
public final class UnderLincheck {
    /** How many orders it may try for each body; the lab stops at two surprises. */
    private static final int INVOCATIONS = 200;

    private UnderLincheck() {}

    /** Tries all bodies, or those whose names contain one of the arguments. */
    public static void main(String[] arguments) {
        int wrongGreen = 0;
        int wrongRed = 0;
        int bodies = 0;
        for (Example example : CorpusOfInterleavings.examples()) {
            if (arguments.length > 0 && !example.name().contains(arguments[0])) {
                continue;
            }
            bodies++;
            long begin = System.nanoTime();
            boolean found = isFound(example);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            wrongGreen += !example.right() && !found ? 1 : 0;
            wrongRed += example.right() && found ? 1 : 0;
            System.out.printf(
                    "%-5s  %-44s %-9s %7d ms%n",
                    example.right() ? "right" : "wrong",
                    example.name(),
                    found ? "found" : "not found",
                    millis);
        }
        System.out.printf(
                "%d bodies under Lincheck on Java %d: wrong-green %d, wrong-red %d%n",
                bodies, Runtime.version().feature(), wrongGreen, wrongRed);
        System.exit(0); // threads that wait for ever may be left
    }

    private static boolean isFound(Example example) {
        try {
            Lincheck.runConcurrentTest(INVOCATIONS, () -> run(example.race().get()));
            return false;
        } catch (LincheckAssertionError e) {
            if (Boolean.getBoolean("why")) {
                System.out.println(e.getMessage());
            }
            return true;
        }
    }

    private static void run(Race race) {
        try {
            race.run(UnderLincheck::started);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (!race.holds().getAsBoolean()) {
            throw new AssertionError("what must hold does not");
        }
    }

    private static Thread started(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }
}

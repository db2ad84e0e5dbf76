import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.junit.runners.MethodSorters;

/** Two tests run on one thread; an interrupt during the first test must not end the second. */
public final class JUnitNext implements LibraryDriver {
    private Result result;

    /** The tests. */
    @FixMethodOrder(MethodSorters.NAME_ASCENDING)
    public static class Tests {
        /** Asks for the interrupt status, and leaves it as it is. */
        @Test
        public void first() {
            Thread.currentThread().isInterrupted();
        }

        /** Waits; an interrupt that is left over ends it. */
        @Test
        public void second() throws Exception {
            Class.forName("java.lang.Thread").getMethod("sleep", long.class).invoke(null, 1L);
        }
    }

    @Override
    public void body() {
        result = new JUnitCore().run(Tests.class);
    }

    @Override
    public void check(Ended ended) {
        if (result.getFailureCount() > 0) {
            throw new AssertionError(
                    "the interrupt came during the first test, and "
                            + result.getFailures().getFirst().getTestHeader()
                            + " failed");
        }
    }
}

package cancelsafe.lab.real;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;

/**
 * One run of a driver, over: what it prepares, its body, its check, and its end, each within a
 * limited time.
 *
 * @param caller the thread that was to be cancelled
 * @param body its body, which may go on
 * @param tells whether the driver says that what the body threw tells of the cancellation
 * @param check what does not hold, in words; empty if all does
 * @param trouble why the run says nothing about the library, in words; empty if it does
 */
record DriverRun(CallerRun caller, Step body, boolean tells, String check, String trouble) {
    private static final Duration BEFORE = Duration.ofSeconds(30);
    private static final Duration MEANWHILE = Duration.ofSeconds(2);
    private static final Duration CHECK = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(10);

    /**
     * Runs a fresh driver.
     *
     * @param type loaded with the library
     * @param n number of the point to be cancelled at, 0 for none
     * @param limit for the body
     */
    static DriverRun of(Class<? extends Driver> type, int n, Duration limit) {
        ClassLoader loader = type.getClassLoader();
        Driver[] driver = new Driver[1];
        Step[] meanwhile = new Step[1];
        CallerRun caller =
                new CallerRun(
                        n,
                        () ->
                                meanwhile[0] =
                                        Step.take(
                                                "meanwhile",
                                                loader,
                                                MEANWHILE,
                                                driver[0]::meanwhile));
        Step before =
                Step.take(
                        "before",
                        loader,
                        BEFORE,
                        () -> {
                            driver[0] = made(type);
                            driver[0].before();
                        });
        if (!before.trouble().isEmpty()) {
            return new DriverRun(caller, before, false, "", "before: " + before.trouble());
        }
        Step body = Step.take("caller", loader, limit, () -> caller.run(driver[0]::body));
        Ended ended = caller.ended();
        String check = "";
        boolean[] tells = new boolean[1];
        if (ended == null) {
            caller.giveUp();
        } else {
            check =
                    Step.take(
                                    "check",
                                    loader,
                                    CHECK,
                                    () -> {
                                        Throwable thrown = ended.thrown();
                                        tells[0] =
                                                thrown != null
                                                        && driver[0].tellsOfCancellation(thrown);
                                        driver[0].check(ended);
                                    })
                            .trouble();
        }
        Step.take("after", loader, AFTER, driver[0]::after);
        return new DriverRun(caller, body, tells[0], check, trouble(meanwhile[0]));
    }

    /** A {@code meanwhile} that goes on waits for what the body holds: no trouble. */
    private static String trouble(@Nullable Step meanwhile) {
        return meanwhile == null ? "" : meanwhile.thrown().map(t -> "meanwhile: " + t).orElse("");
    }

    private static Driver made(Class<? extends Driver> type) throws Throwable {
        try {
            Constructor<? extends Driver> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(
                    type.getName()
                            + " needs a constructor without parameters, so it is a top-level or a"
                            + " static class",
                    e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

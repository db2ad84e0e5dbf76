package cancelsafe.lab.real;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a driver, over: what it prepares, its body, its check, and its end, each within a
 * limited time.
 *
 * @param caller the thread that was to be cancelled
 * @param body its body, which may go on
 * @param tells whether the driver says that what the body threw tells of the cancellation
 * @param check what does not hold, in words; empty if all does
 * @param trouble why the run says nothing about the library, in words; empty if it does
 * @param cutOff the steps that had not ended in time, in words
 */
record DriverRun(
        CallerRun caller,
        Step body,
        boolean tells,
        String check,
        String trouble,
        List<String> cutOff) {
    private static final Duration BEFORE = Duration.ofSeconds(30);
    private static final Duration MEANWHILE = Duration.ofSeconds(2);
    private static final Duration CHECK = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(10);

    /**
     * Runs a fresh driver.
     *
     * @param type loaded with the library
     * @param limit for the body
     */
    static DriverRun of(
            Class<? extends LibraryDriver> type,
            Interrupts interrupts,
            CallerRun.Moment moment,
            Duration limit) {
        ClassLoader loader = type.getClassLoader();
        LibraryDriver[] driver = new LibraryDriver[1];
        Step[] meanwhile = new Step[1];
        CallerRun caller =
                new CallerRun(
                        interrupts,
                        moment,
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
            return new DriverRun(
                    caller, before, false, "", "before: " + before.trouble(), List.of());
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
        Step after = Step.take("after", loader, AFTER, driver[0]::after);
        List<String> cutOff = new ArrayList<>();
        if (meanwhile[0] != null && meanwhile[0].wasCutOff()) {
            cutOff.add("meanwhile() did not end within " + MEANWHILE.toSeconds() + " s");
        }
        if (after.wasCutOff()) {
            cutOff.add("after() did not end within " + AFTER.toSeconds() + " s");
        }
        return new DriverRun(caller, body, tells[0], check, trouble(meanwhile[0]), cutOff);
    }

    private static String trouble(@Nullable Step meanwhile) {
        return meanwhile == null ? "" : meanwhile.thrown().map(t -> "meanwhile: " + t).orElse("");
    }

    private static LibraryDriver made(Class<? extends LibraryDriver> type) throws Throwable {
        try {
            Constructor<? extends LibraryDriver> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(
                    type.getName()
                            + " needs a constructor without parameters, so make it a top-level or a"
                            + " static class",
                    e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

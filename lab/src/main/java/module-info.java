/**
 * Cancels code at every point where it can be cancelled.
 *
 * <p>What is exported is what a test may use; {@code hook} is exported since woven code calls it.
 * On the class path, where most tests run, this file has no effect.
 */
module cancelsafe.lab {
    requires java.instrument;
    requires com.fasterxml.jackson.annotation;
    requires static com.fasterxml.jackson.databind;
    requires static jdk.attach;
    requires transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.launcher;

    exports cancelsafe.lab;
    exports cancelsafe.lab.explore;
    exports cancelsafe.lab.hook;
    exports cancelsafe.lab.junit;
    exports cancelsafe.lab.real;
    exports cancelsafe.lab.story;
    exports cancelsafe.lab.agent to
            java.instrument;

    opens cancelsafe.lab.junit to
            org.junit.platform.commons;

    provides org.junit.platform.launcher.LauncherSessionListener with
            cancelsafe.lab.junit.LabSession;
}

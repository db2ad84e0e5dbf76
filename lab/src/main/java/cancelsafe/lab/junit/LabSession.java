package cancelsafe.lab.junit;

import cancelsafe.lab.agent.Agent;
import cancelsafe.lab.agent.Stub;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Makes the virtual machine ready before JUnit loads the first test class. The system property
 * {@code cancelsafe.lab=off} leaves it as it is.
 */
@SuppressWarnings("exports") // JUnit calls it; no test names it
public final class LabSession implements LauncherSessionListener {
    /** Called by JUnit through its service files. */
    public LabSession() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!Stub.isRightMachine()) {
            throw new IllegalStateException(Stub.wrongMachine());
        }
        if (!"off".equals(System.getProperty("cancelsafe.lab"))) {
            Agent.install();
        }
    }
}

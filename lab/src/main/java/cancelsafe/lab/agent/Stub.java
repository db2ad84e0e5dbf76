package cancelsafe.lab.agent;

import java.lang.instrument.Instrumentation;

/**
 * The agent's entry; with {@code LabSession} the only class that older virtual machines can load,
 * which are told so. Hands the instrumentation over through the system properties, since it may
 * have been loaded by another class loader than the rest of the lab.
 */
public final class Stub {
    /** The system property that holds the {@link Instrumentation} itself, not a string. */
    static final String KEY = "cancelsafe.lab.instrumentation";

    /** The system property that names the packages to weave; see {@link ProjectPackages}. */
    static final String WEAVE = "cancelsafe.lab.weave";

    private static final int JDK = 25;

    private Stub() {}

    /** Whether this virtual machine is the one that the lab knows the inside of. */
    public static boolean isRightMachine() {
        return Runtime.version().feature() == JDK;
    }

    /** What to say if it is not. */
    public static String wrongMachine() {
        return "the lab needs JDK "
                + JDK
                + "; this is Java "
                + Runtime.version().feature()
                + ": start it with the java command of a JDK "
                + JDK;
    }

    /**
     * Called by the virtual machine when the agent is named at its start. Makes it ready before the
     * program's own class is loaded, so that a script needs nothing else.
     *
     * @param arguments null, or {@code weave=} and the {@link ProjectPackages packages} to weave
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        agentmain(arguments, instrumentation);
        if (!isRightMachine()) {
            refuse(wrongMachine());
        }
        if (arguments != null && arguments.startsWith("weave=")) {
            System.setProperty(WEAVE, arguments.substring("weave=".length()));
        } else if (arguments != null) {
            refuse(
                    "the lab's agent has no option \""
                            + arguments
                            + "\": write -javaagent:FILE=weave=com.example., or no option");
        }
        if (!"off".equals(System.getProperty("cancelsafe.lab"))) {
            Agent.installForScript();
        }
    }

    private static void refuse(String why) {
        System.err.println(why);
        Runtime.getRuntime().halt(1);
    }

    /** Called by the virtual machine when the agent is attached while it runs. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        System.getProperties().put(KEY, instrumentation);
    }
}

package cancelsafe.lab.explore;

import java.util.ArrayList;
import java.util.List;

/** What a test asks for beyond what every body owes, and what it gives up. */
final class Waivers {
    final List<Class<? extends Throwable>> carriers = new ArrayList<>();
    boolean atLeastOnePoint;
    boolean noPointAfter;
    boolean mayAbsorb;
    boolean mayLeaveThreads;
    boolean mayLeaveOpen;
    boolean mayHold;
    boolean mayWaitForever;
    boolean mayInterruptItself;
    boolean mayHideFailures;
}

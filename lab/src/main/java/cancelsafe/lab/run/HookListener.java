package cancelsafe.lab.run;

import cancelsafe.lab.hook.AllowanceListener;
import cancelsafe.lab.hook.FileListener;
import cancelsafe.lab.hook.GivenListener;
import cancelsafe.lab.hook.MemoryListener;
import cancelsafe.lab.hook.PointListener;
import cancelsafe.lab.hook.ResourceListener;
import cancelsafe.lab.hook.RuntimeListener;
import cancelsafe.lab.hook.RuntimeServices;
import cancelsafe.lab.hook.ThreadListener;
import cancelsafe.lab.schedule.Scheduler;

/** Who in a run hears of what its threads do. */
record HookListener(
        Scheduler scheduler,
        PointListener points,
        GivenListener given,
        AllowanceListener allowances,
        FileListener files,
        ResourceListener resources,
        MemoryListener memory,
        ThreadListener threads,
        RuntimeServices services)
        implements RuntimeListener {
    @Override
    public boolean isHere() {
        return scheduler.isRunning();
    }

    @Override
    public boolean isDriver() {
        return scheduler.isDriver();
    }
}

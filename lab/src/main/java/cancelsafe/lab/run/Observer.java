package cancelsafe.lab.run;

import cancelsafe.lab.schedule.Scheduler;

import java.util.function.Supplier;

/** Reads the watched values on threads of its own; one that waits for a lock reads "locked". */
final class Observer {
    private final Scheduler scheduler;
    private final Supplier<WatchedValues.Reading> readings;

    Observer(Scheduler scheduler, Supplier<WatchedValues.Reading> readings) {
        this.scheduler = scheduler;
        this.readings = readings;
    }

    /** Called by the running thread, which goes on afterwards. */
    void observe() {
        WatchedValues.Reading reading = readings.get();
        scheduler.observe(reading);
        reading.end();
    }

    /** Called while no thread has its turn. */
    void observeAtRest() {
        WatchedValues.Reading reading = readings.get();
        scheduler.observeAtRest(reading);
        reading.end();
    }
}

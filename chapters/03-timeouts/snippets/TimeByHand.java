///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-16

// tag::shown[]
interface Time {
    long nanos();
    void sleep(Duration pause) throws InterruptedException;
}

boolean poll(Time time, BooleanSupplier ready, Duration limit)
        throws InterruptedException {
    long end = time.nanos() + limit.toNanos();
    while (!ready.getAsBoolean()) {
        if (end - time.nanos() <= 0) return false;
        time.sleep(Duration.ofMinutes(10));
    }
    return true;
}

class VirtualTime implements Time {
    long now;
    int sleeps;
    int interruptedIn = -1;

    public long nanos() { return now; }

    public void sleep(Duration pause) throws InterruptedException {
        if (sleeps++ == interruptedIn) throw new InterruptedException();
        now += pause.toNanos();                          // <1>
    }
}
// end::shown[]

void main() throws InterruptedException {
    var time = new VirtualTime();
    IO.println("ready: " + poll(time, () -> false, Duration.ofHours(1))
            + ", after " + Duration.ofNanos(time.now));
    for (int n = 0; n < 3; n++) {
        var stopped = new VirtualTime();
        stopped.interruptedIn = n;
        try {
            poll(stopped, () -> false, Duration.ofHours(1));
        } catch (InterruptedException e) {
            IO.println("interrupted in sleep " + n + ": ended after " + stopped.sleeps + " sleeps");
        }
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-16

final Queue<String> jobs = new ConcurrentLinkedQueue<>();
final Semaphore signal = new Semaphore(0);
final Semaphore tool = new Semaphore(0);

// tag::shown[]
String keepsTheSignal() throws InterruptedException {
    signal.acquire();                                        // <1>
    tool.acquire();                                          // <2>
    return jobs.remove();
}

String passesTheSignalOn() throws InterruptedException {
    signal.acquire();
    try {
        tool.acquire();
    } catch (InterruptedException e) {
        signal.release();                                    // <3>
        throw e;
    }
    return jobs.remove();
}
// end::shown[]

void firstWorkerIsInterrupted(String name, Callable<String> worker) throws Exception {
    jobs.clear();
    jobs.add("a job");
    signal.drainPermits();
    signal.release();
    tool.drainPermits();
    var first = Thread.ofPlatform().start(new FutureTask<>(worker));
    while (!tool.hasQueuedThreads()) Thread.onSpinWait();
    first.interrupt();
    first.join();
    tool.release();
    var result = new FutureTask<>(worker);
    var second = Thread.ofPlatform().start(result);
    while (!signal.hasQueuedThreads() && second.isAlive()) Thread.onSpinWait();
    IO.println(name + ": the second worker waits: " + signal.hasQueuedThreads() + ", jobs: " + jobs);
    second.interrupt();
    second.join();
}

void main() throws Exception {
    firstWorkerIsInterrupted("keeps the signal", this::keepsTheSignal);
    firstWorkerIsInterrupted("passes the signal on", this::passesTheSignalOn);
}

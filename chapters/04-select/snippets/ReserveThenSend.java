///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-31

final AtomicInteger meter = new AtomicInteger();
final BlockingQueue<Integer> out = new ArrayBlockingQueue<>(1);
final Semaphore room = new Semaphore(1);

// tag::shown[]
int read() { return meter.incrementAndGet(); }               // <1>

void readThenPut() throws InterruptedException {
    while (true) {
        int reading = read();
        out.put(reading);                                   // <2>
    }
}

void reserveThenHandOver() throws InterruptedException {
    while (true) {
        room.acquire();                                     // <3>
        int reading;
        try {
            reading = read();
        } catch (Throwable e) {
            room.release();                                 // <4>
            throw e;
        }
        out.add(reading);                                   // <5>
    }
}
// end::shown[]

interface Sender { void run() throws InterruptedException; }

void interruptWhenFull(String name, Sender sender) throws InterruptedException {
    meter.set(0);
    out.clear();
    var thread = Thread.ofPlatform().start(() -> {
        try {
            sender.run();
        } catch (InterruptedException e) {
            IO.println(name + ": read " + meter.get() + ", in the queue " + out);
        }
    });
    while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
    thread.interrupt();
    thread.join();
}

void main() throws InterruptedException {
    interruptWhenFull("read, then put", this::readThenPut);
    interruptWhenFull("reserve, then hand over", this::reserveThenHandOver);
}

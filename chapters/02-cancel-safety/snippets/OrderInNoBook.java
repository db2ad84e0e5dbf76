///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-20

BlockingQueue<String> queue;
CountDownLatch packing;

void pack(String order) throws InterruptedException {
    packing.countDown();
    Thread.sleep(Duration.ofHours(1));
}

void acknowledge(String order) throws InterruptedException { Thread.sleep(5); }

// tag::forgets[]
void forgets() throws InterruptedException {
    String order = queue.take();                         // <1>
    pack(order);
    acknowledge(order);
}
// end::forgets[]

// tag::givesback[]
void givesBack(GiveBack how) throws InterruptedException {
    String order = queue.take();
    boolean done = false;
    try {
        pack(order);
        acknowledge(order);
        done = true;                                     // <1>
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();              // <2>
    } finally {
        if (!done) how.call(order);                      // <3>
    }
}
// end::givesback[]

interface GiveBack { void call(String order) throws InterruptedException; }

interface Worker { void run() throws InterruptedException; }

void cancelled(String name, int capacity, Worker worker) throws InterruptedException {
    queue = new ArrayBlockingQueue<>(capacity, false, List.of("order 1", "order 2"));
    packing = new CountDownLatch(1);
    var end = new AtomicReference<>("");
    var thread = Thread.ofVirtual().start(() -> {
        try { worker.run(); } catch (Exception e) { end.set(", " + e.getClass().getSimpleName()); }
    });
    packing.await();
    if (capacity == 2) queue.add("order 3");             // the queue is full again
    thread.interrupt();
    thread.join();
    IO.println(name + ": " + queue + end.get());
}

void main() throws InterruptedException {
    cancelled("forgets it", 10, this::forgets);
    cancelled("put", 10, () -> givesBack(order -> queue.put(order)));
    cancelled("add", 10, () -> givesBack(order -> queue.add(order)));
    cancelled("add, queue full", 2, () -> givesBack(order -> queue.add(order)));
    cancelled("offer, queue full", 2, () -> givesBack(order -> queue.offer(order)));
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-20

BlockingQueue<String> queue;
CountDownLatch packing;

void pack(String order) throws InterruptedException {
    packing.countDown();
    Thread.sleep(Duration.ofHours(1));                   // <1>
}

void forgets() throws InterruptedException {
    pack(queue.take());
}

interface GiveBack { void call(String order) throws InterruptedException; }

void givesBack(GiveBack how) throws InterruptedException {
    String order = queue.take();
    try {
        pack(order);
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();              // <2>
        how.call(order);
    }
}

interface Worker { void run() throws InterruptedException; }

void cancelled(String name, Worker worker) throws InterruptedException {
    queue = new ArrayBlockingQueue<>(10, false, List.of("order 1", "order 2"));
    packing = new CountDownLatch(1);
    var thread = Thread.ofVirtual().start(() -> {
        try { worker.run(); } catch (InterruptedException e) { /* ends */ }
    });
    packing.await();
    thread.interrupt();
    thread.join();
    IO.println(name + ": " + queue);
}

void main() throws InterruptedException {
    cancelled("forgets it", this::forgets);
    cancelled("gives it back by put", () -> givesBack(order -> queue.put(order)));
    cancelled("gives it back by add", () -> givesBack(order -> queue.add(order)));
}

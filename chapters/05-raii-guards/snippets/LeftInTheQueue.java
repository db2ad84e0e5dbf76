///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-82 B-20 B-25

int opened;
int closed;

class Lease implements AutoCloseable {
    Lease() { opened++; }

    @Override
    public void close() { closed++; }
}

// tag::leaks[]
void produce(BlockingQueue<Lease> queue) throws InterruptedException {
    while (true) queue.put(new Lease());                                // <1>
}

void consume(BlockingQueue<Lease> queue) throws InterruptedException {
    while (true) {
        Lease lease = queue.take();
        prepare();                                                      // <2>
        try (lease) { use(lease); }
    }
}
// end::leaks[]

// tag::closes[]
void produceAll(BlockingQueue<Lease> queue) throws InterruptedException {
    while (true) {
        Lease mine = new Lease();
        try {
            queue.put(mine);
            mine = null;                                                // <1>
        } finally {
            if (mine != null) mine.close();
        }
    }
}

void consumeAll(BlockingQueue<Lease> queue) throws InterruptedException {
    while (true) {
        try (Lease lease = queue.take()) {                              // <2>
            prepare();
            use(lease);
        }
    }
}

void drain(BlockingQueue<Lease> queue) {                                // <3>
    for (Lease lease = queue.poll(); lease != null; lease = queue.poll()) lease.close();
}
// end::closes[]

void prepare() throws InterruptedException {
    Thread.currentThread().interrupt();
    Thread.sleep(1_000);
}

void use(Lease lease) {}

interface Part { void run(BlockingQueue<Lease> queue) throws InterruptedException; }

void cancelled(Part part, BlockingQueue<Lease> queue) throws InterruptedException {
    var thread = Thread.ofPlatform().start(() -> {
        try { part.run(queue); } catch (InterruptedException e) { /* ends */ }
    });
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
    thread.interrupt();
    thread.join();
}

void main() throws InterruptedException {
    var queue = new ArrayBlockingQueue<Lease>(2);
    cancelled(this::produce, queue);
    cancelled(this::consume, queue);
    IO.println("opened " + opened + ", closed " + closed + ", in the queue " + queue.size());
    opened = closed = 0;
    queue.clear();
    cancelled(this::produceAll, queue);
    cancelled(this::consumeAll, queue);
    drain(queue);
    IO.println("opened " + opened + ", closed " + closed + ", in the queue " + queue.size());
}

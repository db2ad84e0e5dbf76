///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-74

final CountDownLatch running = new CountDownLatch(4);
final CountDownLatch released = new CountDownLatch(1);
final CountDownLatch firstInterrupted = new CountDownLatch(1);
final AtomicInteger interrupted = new AtomicInteger();

void body(int element) {
    running.countDown();
    try {
        released.await();
    } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        firstInterrupted.countDown();
    }
}

void main() throws InterruptedException {
    try (var pool = new ForkJoinPool(4)) {
        // tag::shown[]
        Future<?> job = pool.submit(() ->
                IntStream.range(0, 4).parallel().forEach(this::body));
        running.await();                                                 // <1>
        job.cancel(true);
        // end::shown[]
        firstInterrupted.await();
        released.countDown();
    }
    IO.println(interrupted + " of 4 bodies interrupted");
}

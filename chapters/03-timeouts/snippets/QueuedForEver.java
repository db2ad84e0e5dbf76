///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

String waits(CountDownLatch begun) throws InterruptedException {
    begun.countDown();
    new CountDownLatch(1).await();
    return "never";
}

void main() throws Exception {
    var begun = new CountDownLatch(1);
    // tag::shown[]
    var executor = Executors.newFixedThreadPool(1);
    var running = executor.submit(() -> waits(begun));
    var queued = executor.submit(() -> "never");
    begun.await();
    List<Runnable> notBegun = executor.shutdownNow();    // <1>
    executor.awaitTermination(1, TimeUnit.MINUTES);
    IO.println("running task: " + running.state());
    IO.println("queued task:  " + queued.state());       // <2>
    for (Runnable task : notBegun) {
        if (task instanceof Future<?> future) future.cancel(false);
    }
    IO.println("queued task:  " + queued.state());
    // end::shown[]
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-61

boolean waitsInClose(Thread thread) {
    return thread.getState() != Thread.State.RUNNABLE
            && Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("close"));
}

void main() throws InterruptedException {
    // tag::shown[]
    var pool = new ForkJoinPool(2);
    var worker = new LinkedBlockingQueue<Thread>();
    pool.submit(() -> {
        worker.add(Thread.currentThread());
        pool.close();                                          // <1>
    });
    // end::shown[]
    Thread closing = worker.take();
    while (!waitsInClose(closing)) {
        Thread.onSpinWait();
    }
    IO.println("the worker waits in close; terminated: " + pool.isTerminated());
    closing.interrupt();
    boolean terminated = pool.awaitTermination(1, TimeUnit.SECONDS);
    IO.println("a second after an interrupt it still waits; terminated: " + terminated);
}

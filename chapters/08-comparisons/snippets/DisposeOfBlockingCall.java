///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
record Subscription(Future<?> task, boolean interrupts) {
    void dispose() {
        task.cancel(interrupts);                        // <1>
    }

    boolean isDisposed() {
        return task.isDone();
    }
}

class Query implements Runnable {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch answer = new CountDownLatch(1);
    final Semaphore cleanup = new Semaphore(0);

    public void run() {
        started.countDown();
        String outcome = "it got its answer";
        try {
            answer.await();                             // <2>
        } catch (InterruptedException e) {
            outcome = "it was interrupted";
        }
        cleanup.acquireUninterruptibly();               // <3>
        IO.println("  the query ends: " + outcome);
    }
}
// end::shown[]

void main() throws InterruptedException {
    for (boolean interrupts : new boolean[] {true, false}) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            IO.println(interrupts ? "a scheduler that interrupts" : "a scheduler that does not");
            var query = new Query();
            var subscription = new Subscription(executor.submit(query), interrupts);
            query.started.await();
            subscription.dispose();
            IO.println("  dispose() has returned, isDisposed: " + subscription.isDisposed());
            if (!interrupts) query.answer.countDown();
            query.cleanup.release();
        }
    }
}

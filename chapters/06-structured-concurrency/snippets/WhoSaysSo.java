///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-24 S2-15 S4-12

/** A library call that swallows interrupts. */
void copy(CountDownLatch disk) {
    boolean copied = false;
    while (!copied) {
        try {
            disk.await();
            copied = true;
        } catch (InterruptedException e) {
            // swallowed: the loop continues
        }
    }
}

void main() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var disk = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        // tag::shown[]
        Future<?> job = executor.submit(() -> {
            begun.countDown();
            copy(disk);
            IO.println("the task:   all files are copied");
        });
        begun.await();
        job.cancel(true);                                      // <1>
        IO.println("the future: " + job.state() + ", done: " + job.isDone());
        disk.countDown();
        executor.close();                                      // <2>
        IO.println("the future: " + job.state());
        // end::shown[]
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-01 S2-07

void main() throws Exception {
    var begun = new CountDownLatch(1);
    var requested = new CountDownLatch(1);
    var printed = new CountDownLatch(1);
    // tag::shown[]
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var task = executor.submit(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                requested.countDown();
                printed.await();                                        // <1>
                IO.println("task:   now I end");
            }
            return "nothing";
        });
        begun.await();
        task.cancel(true);
        requested.await();
        IO.println("caller: isDone() returns " + task.isDone()
                + ", state() returns " + task.state());                 // <2>
        printed.countDown();
    }                                                                   // <3>
    // end::shown[]
    IO.println("caller: the task has ended");
}

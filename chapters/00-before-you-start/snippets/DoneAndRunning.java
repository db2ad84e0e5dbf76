///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-01 S2-07

void main() throws Exception {
    var begun = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    var looked = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var task = executor.submit(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                told.countDown();
                looked.await();                                         // <1>
                IO.println("task:   and now I end");
            }
            return "nothing";
        });
        begun.await();
        task.cancel(true);
        told.await();
        IO.println("caller: isDone() says " + task.isDone());           // <2>
        looked.countDown();
    }                                                                   // <3>
    IO.println("caller: and now it has ended");
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-04

void work(String name, CountDownLatch begun, CountDownLatch go) {
    try {
        begun.countDown();
        go.await();
        IO.println(name + ": has done its work");
    } catch (InterruptedException e) {
        IO.println(name + ": was interrupted");
    }
}

void main() throws Exception {
    for (boolean keeps : new boolean[] {false, true}) {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            if (keeps) {
                var future = pool.submit(() -> work("cancelled", begun, go));
                begun.await();
                future.cancel(true);                     // <1>
            } else {
                pool.submit(() -> work("forgotten", begun, go));
                begun.await();
                System.gc();                             // <2>
                go.countDown();
            }
        }                                                // <3>
    }
}

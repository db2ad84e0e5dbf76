///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-05

final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

String read(String mirror, CountDownLatch mayAnswer) {
    try {
        mayAnswer.await();
        if (mirror.equals("down")) {
            throw new IllegalStateException("no route to host");
        }
        IO.println("  the " + mirror + " mirror has read the whole file");
        return mirror;
    } catch (InterruptedException e) {
        IO.println("  the " + mirror + " mirror was interrupted");
        return "nothing";
    }
}

void race(String first, String second) throws Exception {
    var now = new CountDownLatch(0);
    var later = new CountDownLatch(1);
    IO.println(first + " and " + second);
    // tag::shown[]
    var quick = CompletableFuture.supplyAsync(
            () -> read(first, now), executor);
    var slow = CompletableFuture.supplyAsync(
            () -> read(second, later), executor);
    try {
        var answer = CompletableFuture.anyOf(quick, slow).get();   // <1>
        IO.println("  the caller gets: " + answer);
    } catch (ExecutionException e) {
        IO.println("  the caller gets: " + e.getCause().getMessage());
    }
    later.countDown();                                                    // <2>
    slow.get();
    // end::shown[]
}

void main() throws Exception {
    race("near", "far");
    race("down", "far");
    executor.close();
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-05

String mirror(String name, CountDownLatch gate) {
    try {
        gate.await();
        if (name.equals("down")) {
            throw new IllegalStateException("no route to host");
        }
        IO.println("  the " + name + " mirror has read the whole file");
        return name;
    } catch (InterruptedException e) {
        IO.println("  the " + name + " mirror was told");
        return "nothing";
    }
}

void race(String first, String second) throws Exception {
    var open = new CountDownLatch(0);
    var later = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var quick = CompletableFuture.supplyAsync(() -> mirror(first, open), executor);
        var slow = CompletableFuture.supplyAsync(() -> mirror(second, later), executor);
        try {
            IO.println("  answer: " + CompletableFuture.anyOf(quick, slow).get());   // <1>
        } catch (ExecutionException e) {
            IO.println("  answer: " + e.getCause().getMessage());                    // <2>
        }
        later.countDown();                                                           // <3>
        slow.get();
    }
}

void main() throws Exception {
    IO.println("near and far");
    race("near", "far");
    IO.println("down and far");
    race("down", "far");
}

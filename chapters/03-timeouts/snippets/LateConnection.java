///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-25

interface Acquire { Connection from(ExecutorService executor) throws Exception; }

record Connection() { void close() { IO.println("  the late connection is closed"); } }

CountDownLatch network = new CountDownLatch(1);

Connection connect() {
    while (network.getCount() > 0) Thread.onSpinWait();      // ignores an interrupt
    IO.println("  a connection is opened");
    return new Connection();
}

// tag::shown[]
Connection cancels(ExecutorService executor) throws Exception {
    var opening = executor.submit(this::connect);
    try {
        return opening.get(200, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
        opening.cancel(true);                                // <1>
        throw e;
    }
}

Connection handsOver(ExecutorService executor) throws Exception {
    var handover = new CompletableFuture<Connection>();
    executor.submit(() -> {
        try {
            var connection = connect();
            if (!handover.complete(connection)) connection.close();   // <2>
        } catch (Throwable e) {
            handover.completeExceptionally(e);
        }
    });
    try {
        return handover.get(200, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
        if (handover.completeExceptionally(e)) throw e;      // <3>
        return handover.get();
    }
}
// end::shown[]

void main() throws Exception {
    for (var acquire : List.<Acquire>of(this::cancels, this::handsOver)) {
        network = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try { acquire.from(executor); } catch (TimeoutException e) { IO.println("timeout"); }
            network.countDown();
        }
    }
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-13 S4-13 B-15 B-36

class Line {
    void close() { IO.println("helper: closes the late line"); }
}

final Semaphore helpers = new Semaphore(1);

// tag::shown[]
Line dial(Callable<Line> deaf, Duration limit) throws Exception {
    if (!helpers.tryAcquire()) {
        throw new RejectedExecutionException("no helper is free");       // <1>
    }
    var answer = new CompletableFuture<Line>();
    Thread.startVirtualThread(() -> help(deaf, answer));
    try {
        return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
        answer.thenAccept(Line::close);                                  // <2>
        throw e;
    }
}

void help(Callable<Line> deaf, CompletableFuture<Line> answer) {
    try {
        answer.complete(deaf.call());
    } catch (Throwable e) {
        answer.completeExceptionally(e);
    } finally {
        helpers.release();                                               // <3>
    }
}
// end::shown[]

void main() throws Exception {
    var network = new CompletableFuture<Line>();
    for (int i = 0; i < 2; i++) {
        try {
            dial(network::join, Duration.ofMillis(50));
        } catch (TimeoutException | RejectedExecutionException e) {
            IO.println("caller: " + e.getClass().getSimpleName());
        }
    }
    network.complete(new Line());
    helpers.acquire();
    IO.println("main: every helper has ended");
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-14

class Token {
    final AtomicBoolean flag = new AtomicBoolean();

    void cancel() { flag.set(true); }

    boolean isCancelled() { return flag.get(); }
}

class BrokenToken extends Token {
    @Override
    void cancel() {}                                      // <1>
}

int work(Token token, Runnable step) {
    int done = 0;
    while (done < 1_000_000 && !token.isCancelled()) {
        step.run();
        done++;
    }
    return done;
}

boolean hopes(Token token) throws InterruptedException {
    var report = new AtomicReference<>("");
    var worker = Thread.ofVirtual().start(() ->
            report.set("worker did " + work(token, () -> {})));
    Thread.sleep(1);
    token.cancel();
    worker.join();
    return report.get().startsWith("worker did");         // <2>
}

boolean places(Token token) {
    var steps = new AtomicInteger();
    int done = work(token, () -> {
        if (steps.incrementAndGet() == 3) token.cancel(); // <3>
    });
    return done == 3 && steps.get() == 3;
}

void main() throws InterruptedException {
    IO.println("Token:       hopes " + hopes(new Token())
            + ", places " + places(new Token()));
    IO.println("BrokenToken: hopes " + hopes(new BrokenToken())
            + ", places " + places(new BrokenToken()));
}

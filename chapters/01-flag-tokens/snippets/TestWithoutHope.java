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
    void cancel() {}                                      // cancels nothing
}

int work(Token token, Runnable step) {
    int done = 0;
    while (done < 1_000_000 && !token.isCancelled()) {
        step.run();
        done++;
    }
    return done;
}

// tag::shown[]
boolean sleepsAndHopes(Token token) throws InterruptedException {
    var report = new AtomicReference<>("");
    var worker = Thread.ofVirtual().start(() ->
            report.set("worker did " + work(token, () -> {})));
    Thread.sleep(1);
    token.cancel();
    worker.join();
    return report.get().startsWith("worker did");         // <1>
}

boolean cancelsInTheThirdStep(Token token) {
    var steps = new AtomicInteger();
    int done = work(token, () -> {
        if (steps.incrementAndGet() == 3) token.cancel(); // <2>
    });
    return done == 3 && steps.get() == 3;
}
// end::shown[]

void main() throws InterruptedException {
    IO.println("a token that works:     first test " + sleepsAndHopes(new Token())
            + ", second test " + cancelsInTheThirdStep(new Token()));
    IO.println("a token that is broken: first test " + sleepsAndHopes(new BrokenToken())
            + ", second test " + cancelsInTheThirdStep(new BrokenToken()));
}

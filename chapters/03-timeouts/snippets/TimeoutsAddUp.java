
//JAVA 25
// covers: S3-29 S3-76 B-10

long now;                                                               // <1>

void ask(long limit) throws TimeoutException {
    IO.println("  at %4d ms: asks for at most %d ms".formatted(now, limit));
    now += limit;
    throw new TimeoutException();
}

void eachItsOwn() {
    for (int attempt = 1; attempt <= 3; attempt++) {
        try {
            ask(400);
        } catch (TimeoutException e) {
            now += 200;                                                 // <2>
        }
    }
}

void oneBudget(long end) {
    while (now < end) {
        try {
            ask(Math.min(400, end - now));                              // <3>
        } catch (TimeoutException e) {
            now += Math.min(200, end - now);
        }
    }
}

void main() {
    IO.println("a limit for each attempt");
    eachItsOwn();
    IO.println("  the caller has waited " + now + " ms");
    now = 0;
    IO.println("one budget of 1000 ms");
    oneBudget(1_000);
    IO.println("  the caller has waited " + now + " ms");
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-29 S3-76 B-10

long now;                                                // moved by hand

boolean ask(long limit) {
    IO.println("  at %4d ms: asks for at most %d ms".formatted(now, limit));
    now += limit;
    return false;
}

// tag::shown[]
void eachItsOwn() {
    for (int attempt = 1; attempt <= 3; attempt++) {
        if (attempt > 1) now += 200;                     // <1>
        if (ask(400)) return;
    }
}

void oneDeadline(long end) {
    for (int attempt = 1; attempt <= 3; attempt++) {
        if (attempt > 1) now += Math.min(200, end - now);
        if (end - now <= 0) return;                      // <2>
        if (ask(Math.min(400, end - now))) return;       // <3>
    }
}
// end::shown[]

void main() {
    IO.println("a limit for each attempt");
    eachItsOwn();
    IO.println("  the caller has waited " + now + " ms");
    now = 0;
    IO.println("one deadline of 1000 ms");
    oneDeadline(1_000);
    IO.println("  the caller has waited " + now + " ms");
}

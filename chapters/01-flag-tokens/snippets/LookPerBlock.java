///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-10 S3-50

int cancelAt = 0, checks = 0;
volatile boolean stop;

boolean isCancelled() {
    checks++;
    return stop;
}

int read(int i) {
    if (i == cancelAt) stop = true;              // <1>
    return i & 1;
}

int eachElement(int length) {
    int done = 0, sum = 0;
    while (done < length && !isCancelled()) {
        sum += read(done);
        done++;
    }
    return done;
}

int eachBlock(int length) {
    int done = 0, sum = 0;
    while (done < length && !isCancelled()) {    // <2>
        int end = Math.min(done + 1024, length);
        for (int i = done; i < end; i++) {
            sum += read(i);                      // <3>
        }
        done = end;
    }
    return done;
}

void run(String name, int at, IntUnaryOperator loop) {
    cancelAt = at; checks = 0; stop = false;
    int done = loop.applyAsInt(1_000_000);
    IO.println(name + ": read " + done + ", looked " + checks + " times");
}

void main() {
    run("each element, undisturbed      ", -1, this::eachElement);
    run("each block, undisturbed        ", -1, this::eachBlock);
    run("each element, cancelled at 1500", 1500, this::eachElement);
    run("each block, cancelled at 1500  ", 1500, this::eachBlock);
}

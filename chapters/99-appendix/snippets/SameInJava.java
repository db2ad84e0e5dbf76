///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-19

volatile boolean stop;
long count;

void main() throws InterruptedException {
    Thread worker = Thread.ofPlatform().start(() -> {
        while (!stop) count++;
    });
    Thread.sleep(100);
    stop = true;
    worker.join();
    IO.println(count);
}

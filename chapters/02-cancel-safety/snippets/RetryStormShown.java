///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-63

int attempts = 0;
CountDownLatch pausing;
void ask() throws IOException {
    attempts++;
    throw new IOException("busy");
}

void pause() throws InterruptedException {
    pausing.countDown();
    Thread.sleep(Duration.ofHours(1));                   // <1>
}

void restores() {
    for (int i = 0; i < 1_000; i++) {
        try { ask(); } catch (IOException busy) {
            try { pause(); } catch (InterruptedException e) {
                Thread.currentThread().interrupt();      // <2>
            }
        }
    }
}

void leaves() throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
        try { ask(); } catch (IOException busy) {
            pause();                                     // <3>
        }
    }
}
interface Client { void run() throws InterruptedException; }
void interrupted(String name, Client client) throws InterruptedException {
    attempts = 0;
    pausing = new CountDownLatch(1);
    var caller = Thread.ofVirtual().start(() -> {
        try { client.run(); } catch (InterruptedException e) { /* ends */ }
    });
    pausing.await();
    caller.interrupt();
    caller.join();
    IO.println(name + ": attempts " + attempts);
}

void main() throws InterruptedException {
    interrupted("restores and goes on", this::restores);
    interrupted("leaves", this::leaves);
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-54 S3-55 S3-80

void work(BlockingQueue<String> peer, boolean restores) throws InterruptedException {
    try {
        Thread.sleep(1_000);
    } catch (InterruptedException e) {
        if (restores) {
            Thread.currentThread().interrupt();                         // <1>
        }
    } finally {
        peer.put("goodbye");                                            // <2>
    }
}

void cancelled(String name, BlockingQueue<String> peer, boolean restores) {
    Thread.currentThread().interrupt();
    try {
        work(peer, restores);
    } catch (InterruptedException e) {
        IO.println(name + ": thrown by the goodbye");
    }
    IO.println(name + ": the peer has " + peer);
    IO.println(name + ": the signal is " + (Thread.interrupted() ? "in the status" : "gone"));
}

void main() {
    cancelled("restores", new LinkedBlockingQueue<>(), true);
    cancelled("keeps   ", new LinkedBlockingQueue<>(), false);          // <3>
}

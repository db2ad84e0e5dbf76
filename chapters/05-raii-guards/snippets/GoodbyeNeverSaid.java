///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-54 S3-77 B-05

// tag::shown[]
void restores(BlockingQueue<String> peer) throws InterruptedException {
    try {
        Thread.sleep(1_000);
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();                             // <1>
    } finally {
        peer.put("goodbye");                                            // <2>
    }
}

void swallows(BlockingQueue<String> peer) throws InterruptedException {
    try {
        Thread.sleep(1_000);
    } catch (InterruptedException e) {                                  // <3>
    } finally {
        peer.put("goodbye");
    }
}
// end::shown[]

interface Session { void run(BlockingQueue<String> peer) throws InterruptedException; }

void cancelled(String name, Session session) {
    var peer = new LinkedBlockingQueue<String>();
    Thread.currentThread().interrupt();
    String caller = "no exception";
    try {
        session.run(peer);
    } catch (InterruptedException e) {
        caller = "an InterruptedException";
    }
    IO.println(name + ": the peer has " + peer + ", the caller gets " + caller
            + ", status set: " + Thread.interrupted());
}

void main() {
    cancelled("restores", this::restores);
    cancelled("swallows", this::swallows);
}

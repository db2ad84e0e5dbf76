///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-08 S2-11 S2-12 S3-65 B-79

interface Action { void run() throws InterruptedException; }

final BlockingQueue<String> refunds = new LinkedBlockingQueue<>();       // read by a janitor thread
final List<String> refunded = new CopyOnWriteArrayList<>();

void refund(String order) throws InterruptedException {
    Thread.sleep(1);                                                    // asks the bank, and waits
    refunded.add(order);
}

// tag::shown[]
void inPlace(String order) throws InterruptedException {
    refund(order);                                                      // <1>
}

void onItsOwnThread(String order) throws InterruptedException {
    var helper = Thread.startVirtualThread(() -> refundOrReport(order));
    boolean interrupted = false;
    while (true) {                                                      // <2>
        try {
            helper.join();
            break;
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }
    if (interrupted) Thread.currentThread().interrupt();
}

void throughAQueue(String order) {
    refunds.offer(order);                                               // <3>
}
// end::shown[]

void refundOrReport(String order) {
    try { refund(order); } catch (InterruptedException e) { IO.println("not refunded: " + order); }
}

void cancelledTwice(String name, Action undo) {
    Thread.currentThread().interrupt();                                 // the second interrupt
    try { undo.run(); } catch (InterruptedException e) { /* reaches the caller */ }
    IO.println(name + ": refunded " + refunded + ", queued " + refunds);
    Thread.interrupted();
}

void main() throws InterruptedException {
    cancelledTwice("in place         ", () -> inPlace("A"));
    cancelledTwice("on its own thread", () -> onItsOwnThread("B"));
    cancelledTwice("through a queue  ", () -> throughAQueue("C"));
    refund(refunds.take());
    IO.println("after the janitor: refunded " + refunded + ", queued " + refunds);
}

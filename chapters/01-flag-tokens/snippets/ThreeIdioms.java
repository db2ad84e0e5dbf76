///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-76

// tag::shown[]
String propagate(BlockingQueue<String> orders) throws InterruptedException {
    return orders.take();                                  // <1>
}

void restore(BlockingQueue<String> orders) {
    try {
        IO.println("handled " + orders.take());
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();                // <2>
    }
}

String retryAndRestore(BlockingQueue<String> orders) {
    boolean interrupted = false;
    try {
        while (true) {
            try {
                return orders.take();
            } catch (InterruptedException e) {
                interrupted = true;                        // <3>
            }
        }
    } finally {
        if (interrupted) Thread.currentThread().interrupt();
    }
}
// end::shown[]

void main() {
    Thread me = Thread.currentThread();
    var orders = new LinkedBlockingQueue<>(List.of("order 1", "order 2"));
    me.interrupt();
    try {
        propagate(orders);
    } catch (InterruptedException e) {
        IO.println("propagate:         it throws, status " + me.isInterrupted());
    }
    me.interrupt();
    restore(orders);
    IO.println("restore:           it returns, status " + me.isInterrupted());
    String order = retryAndRestore(orders);
    IO.println("retry and restore: it returns " + order + ", status " + me.isInterrupted());
}

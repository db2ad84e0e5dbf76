///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final Queue<BlockingQueue<String>> waiting = new ConcurrentLinkedQueue<>();

// tag::shown[]
String leavesItsPlace() throws InterruptedException {
    var mailbox = new ArrayBlockingQueue<String>(1);
    waiting.add(mailbox);
    return mailbox.poll(2, TimeUnit.SECONDS);                // <1>
}

String removesItsPlace() throws InterruptedException {
    var mailbox = new ArrayBlockingQueue<String>(1);
    waiting.add(mailbox);
    try {
        return mailbox.poll(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
        waiting.remove(mailbox);                             // <2>
        throw e;
    }
}

void giveBack(String connection) {
    waiting.remove().add(connection);                        // <3>
}
// end::shown[]

void firstIsInterrupted(String name, Callable<String> borrow) throws Exception {
    waiting.clear();
    var first = new FutureTask<>(borrow);
    Thread.currentThread().interrupt();
    first.run();
    int left = waiting.size();
    var second = new FutureTask<>(borrow);
    Thread.ofPlatform().start(second);
    while (waiting.size() == left) Thread.onSpinWait();
    giveBack("the connection");
    IO.println(name + ": the second borrower gets " + second.get());
}

void main() throws Exception {
    firstIsInterrupted("leavesItsPlace", this::leavesItsPlace);
    firstIsInterrupted("removesItsPlace", this::removesItsPlace);
}

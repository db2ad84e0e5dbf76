///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final Queue<Object> entries = new ConcurrentLinkedQueue<>();
final CountDownLatch turn = new CountDownLatch(1);

// tag::shown[]
Object leavesItsEntry() throws InterruptedException {
    var entry = createEntry();
    turn.await();                                            // <1>
    return entry;
}

Object removesItsEntry() throws InterruptedException {
    var entry = createEntry();
    boolean isGranted = false;
    try {
        turn.await();
        isGranted = true;
        return entry;
    } finally {
        if (!isGranted) entries.remove(entry);               // <2>
    }
}
// end::shown[]

Object createEntry() {
    var entry = new Object();
    entries.add(entry);
    return entry;
}

void interruptedCall(String name, Callable<?> acquire) throws Exception {
    entries.clear();
    Thread.currentThread().interrupt();
    try {
        acquire.call();
    } catch (InterruptedException e) {
        IO.println(name + ": entries that no thread knows: " + entries.size());
    }
}

void main() throws Exception {
    interruptedCall("leavesItsEntry", this::leavesItsEntry);
    interruptedCall("removesItsEntry", this::removesItsEntry);
}

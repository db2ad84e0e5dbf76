///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final Queue<CompletableFuture<String>> pending = new ArrayDeque<>();
final Queue<String> idle = new ArrayDeque<>();

// tag::shown[]
void release(String connection) {
    for (var lease = pending.poll(); lease != null; lease = pending.poll()) {
        if (lease.complete(connection)) return;              // <1>
    }
    idle.add(connection);
}

String leavesTheLease() throws Exception {
    var lease = new CompletableFuture<String>();
    pending.add(lease);
    return lease.get();                                      // <2>
}

String cancelsTheLease() throws Exception {
    var lease = new CompletableFuture<String>();
    pending.add(lease);
    try {
        return lease.get();
    } catch (InterruptedException e) {
        if (!lease.cancel(false)) release(lease.join());     // <3>
        throw e;
    }
}
// end::shown[]

void interruptedCall(String name, Callable<String> call) {
    Thread.currentThread().interrupt();
    try {
        call.call();
    } catch (Exception e) {
        release("the connection");
        IO.println(name + ": idle connections: " + idle.size());
    }
}

void main() {
    interruptedCall("leavesTheLease", this::leavesTheLease);
    interruptedCall("cancelsTheLease", this::cancelsTheLease);
}

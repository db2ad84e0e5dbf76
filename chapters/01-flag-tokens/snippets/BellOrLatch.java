///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-68 S3-94

interface Token {
    void cancel();
    boolean isCancelled();
    Future<?> waiting();                                  // done when it is woken
    Token child();
}

// tag::shown[]
record Bell(List<CompletableFuture<Void>> waiters) implements Token {  // <1>
    public void cancel() { waiters.forEach(waiter -> waiter.complete(null)); }
    public boolean isCancelled() { return false; }
    public Future<?> waiting() {
        waiters.add(new CompletableFuture<>());
        return waiters.getLast();
    }
    public Token child() { return new Bell(waiters); }
}

class Latch implements Token {
    final CompletableFuture<Void> over = new CompletableFuture<>();  // <2>

    public void cancel() { over.complete(null); }
    public boolean isCancelled() { return over.isDone(); }
    public Future<?> waiting() { return over; }
    public Token child() {
        var child = new Latch();
        over.thenRun(child::cancel);                      // <3>
        return child;
    }
}
// end::shown[]

void ask(String name, Supplier<Token> fresh) {
    var early = fresh.get();
    early.cancel();
    IO.println(name + "cancelled before the wait: woken " + early.waiting().isDone()
            + ", isCancelled " + early.isCancelled());
    var parent = fresh.get();
    var waiting = parent.waiting();
    parent.child().cancel();
    IO.println(name + "a child is cancelled: its parent is woken " + waiting.isDone());
}

void main() {
    ask("bell:  ", () -> new Bell(new ArrayList<>()));
    ask("latch: ", Latch::new);
}

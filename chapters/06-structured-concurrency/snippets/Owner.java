///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S4-09 S4-10

record Transfer(String from, String to, int amount, CompletableFuture<String> done) {}

final BlockingQueue<Transfer> inbox = new LinkedBlockingQueue<>();

// tag::shown[]
void own(Map<String, Integer> accounts) throws InterruptedException {
    while (true) {
        Transfer transfer = inbox.take();                                // <1>
        accounts.merge(transfer.from(), -transfer.amount(), Integer::sum);
        accounts.merge(transfer.to(), transfer.amount(), Integer::sum);
        transfer.done().complete("now " + accounts);
    }
}

String transfer(String from, String to, int amount) throws Exception {
    var done = new CompletableFuture<String>();
    inbox.add(new Transfer(from, to, amount, done));
    return done.get();                                                   // <2>
}
// end::shown[]

void main() throws Exception {
    Thread caller = Thread.startVirtualThread(() -> {
        try {
            IO.println(transfer("Ada", "Bob", 30));
        } catch (Exception e) {
            IO.println("the first caller: " + e.getClass().getSimpleName());
        }
    });
    while (inbox.isEmpty()) {
        Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join();
    Thread owner = Thread.startVirtualThread(() -> {
        try {
            own(new TreeMap<>(Map.of("Ada", 100, "Bob", 0)));
        } catch (InterruptedException e) {
            IO.println("the owner ends");
        }
    });
    IO.println("the second caller: " + transfer("Ada", "Bob", 1));
    owner.interrupt();
    owner.join();
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final Map<String, FutureTask<String>> loads = new ConcurrentHashMap<>();
Thread other;
boolean isFirst = true;

// tag::shown[]
String get(String key) throws InterruptedException, ExecutionException {
    var mine = new FutureTask<>(() -> load(key));
    var load = loads.putIfAbsent(key, mine);
    if (load == null) {
        mine.run();                                          // <1>
        loads.remove(key);
        return mine.get();
    }
    return load.get();                                       // <2>
}
// end::shown[]

String load(String key) throws InterruptedException {
    if (isFirst) {
        isFirst = false;
        other.start();
        while (other.getState() != Thread.State.WAITING) Thread.onSpinWait();
        Thread.sleep(1);
    }
    return "the value";
}

String ask(String name) throws InterruptedException {
    try {
        return name + ": " + get("key");
    } catch (ExecutionException e) {
        return name + ": " + e.getCause();
    }
}

void main() throws Exception {
    var asked = new FutureTask<>(() -> ask("the other thread"));
    other = new Thread(asked);
    Thread.currentThread().interrupt();
    IO.println(ask("the interrupted thread"));
    IO.println(asked.get());
}

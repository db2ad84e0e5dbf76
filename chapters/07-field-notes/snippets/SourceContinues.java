///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
String waitsOnly(Future<String> source) throws Exception {
    return source.get();                                     // <1>
}

String cancelsTheSource(Future<String> source) throws Exception {
    try {
        return source.get();
    } catch (InterruptedException e) {
        source.cancel(true);                                 // <2>
        throw e;
    }
}
// end::shown[]

interface Caller {
    String call(Future<String> source) throws Exception;
}

void interruptedCall(String name, Caller caller) throws Exception {
    var source = new CompletableFuture<String>();
    Thread.currentThread().interrupt();
    try {
        caller.call(source);
    } catch (InterruptedException e) {
        IO.println(name + ": the source continues: " + !source.isDone());
    }
}

void main() throws Exception {
    interruptedCall("waitsOnly", this::waitsOnly);
    interruptedCall("cancelsTheSource", this::cancelsTheSource);
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-22 B-64

// tag::shown[]
class Interrupter {                                       // registered for one run
    private final Thread worker = Thread.currentThread();
    private boolean closed, sent;

    synchronized void callback() {
        if (closed) return;
        sent = true;                                      // <1>
        worker.interrupt();
    }

    synchronized void close() {                           // <2>
        closed = true;
        if (sent) Thread.interrupted();                   // <3>
    }
}
// end::shown[]

void show(String name, Consumer<Interrupter> run) {
    run.accept(new Interrupter());
    IO.println(name + ": status " + Thread.interrupted());
}

void main() {
    show("interrupted by the token", interrupter -> {
        interrupter.callback();
        interrupter.close();
    });
    show("interrupted by other code", interrupter -> {
        Thread.currentThread().interrupt();
        interrupter.close();
    });
    show("cancelled after the run", interrupter -> {
        interrupter.close();
        interrupter.callback();
    });
}

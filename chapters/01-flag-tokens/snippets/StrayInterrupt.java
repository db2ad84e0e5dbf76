///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-64

final List<Runnable> callbacks = new CopyOnWriteArrayList<>();   // of the token

void cancel() {
    callbacks.forEach(Runnable::run);
}

// tag::shown[]
void importForgets() {
    callbacks.add(Thread.currentThread()::interrupt);            // <1>
    // takes and handles orders, until there are no more
}

void importDeregisters() {
    Runnable interrupt = Thread.currentThread()::interrupt;
    callbacks.add(interrupt);
    try {
        // takes and handles orders, until there are no more
    } finally {
        callbacks.remove(interrupt);                             // <2>
    }
}

String report() {
    cancelOnAnotherThread();                                     // <3>
    try {
        Thread.sleep(1);
        return "the report is done";
    } catch (InterruptedException e) {
        return "the report was interrupted";
    }
}
// end::shown[]

void cancelOnAnotherThread() {
    var user = Thread.ofVirtual().start(this::cancel);
    while (user.isAlive()) Thread.onSpinWait();                  // join would be interrupted
}

void day(String name, Runnable nightlyImport) throws Exception {
    callbacks.clear();
    try (var pool = Executors.newSingleThreadExecutor()) {
        pool.submit(nightlyImport).get();
        IO.println(name + ": " + pool.submit(this::report).get());
    }
}

void main() throws Exception {
    day("registered for ever", this::importForgets);
    day("registered for the run", this::importDeregisters);
}

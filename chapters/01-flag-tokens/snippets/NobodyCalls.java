///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-70

final List<Runnable> callbacks = new ArrayList<>();
volatile boolean cancelled;
Runnable meanwhile = () -> CompletableFuture.runAsync(this::cancel).join();

// tag::shown[]
void cancel() {
    List<Runnable> toRun;
    synchronized (callbacks) {
        cancelled = true;
        toRun = List.copyOf(callbacks);
        callbacks.clear();
    }
    toRun.forEach(Runnable::run);                         // <1>
}

void checkThenAdd(Runnable callback) {
    if (cancelled) {
        callback.run();
        return;
    }
    meanwhile.run();                                      // <2>
    synchronized (callbacks) { callbacks.add(callback); }
}

void checkAndAdd(Runnable callback) {
    meanwhile.run();
    synchronized (callbacks) {                            // <3>
        if (!cancelled) {
            callbacks.add(callback);
            return;
        }
    }
    callback.run();
}
// end::shown[]

void show(String name, Consumer<Runnable> register) throws IOException {
    cancelled = false;
    try (var socket = new Socket()) {
        register.accept(() -> {
            try { socket.close(); } catch (IOException e) { throw new UncheckedIOException(e); }
        });
        IO.println(name + ": the token is cancelled " + cancelled
                + ", the socket is closed " + socket.isClosed());
    }
}

void main() throws IOException {
    show("check, then add", this::checkThenAdd);
    show("check and add under one lock", this::checkAndAdd);
}

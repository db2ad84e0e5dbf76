///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-70

final List<Runnable> callbacks = new ArrayList<>();
boolean cancelled = false;
int closed = 0;

void cancel() {
    List<Runnable> toRun;
    synchronized (callbacks) {
        cancelled = true;
        toRun = List.copyOf(callbacks);
        callbacks.clear();
    }
    toRun.forEach(Runnable::run);                         // <1>
}

void looksThenAdds(Runnable callback, Runnable meanwhile) {
    boolean over = cancelled;
    meanwhile.run();                                      // <2>
    if (over) callback.run(); else callbacks.add(callback);
}

void looksAndAdds(Runnable callback) {
    synchronized (callbacks) {                            // <3>
        if (!cancelled) {
            callbacks.add(callback);
            return;
        }
    }
    callback.run();
}

void show(String name, Runnable story) {
    cancelled = false; closed = 0; callbacks.clear();
    story.run();
    IO.println(name + ": closed " + closed + " times");
}

void main() {
    Runnable close = () -> closed++;                      // the socket of the caller
    show("look, then add; cancelled between", () -> looksThenAdds(close, this::cancel));
    show("one step; cancelled before       ", () -> { cancel(); looksAndAdds(close); });
    show("one step; cancelled after        ", () -> { looksAndAdds(close); cancel(); });
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final BlockingQueue<String> queue = new ArrayBlockingQueue<>(4);

// tag::shown[]
void swallows(String event) {
    try {
        queue.put(event);
    } catch (InterruptedException e) {
        return;                                              // <1>
    }
}

void restores(String event) {
    try {
        queue.put(event);
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();                  // <2>
    }
}

void keepsBoth(String event) {
    boolean isInterrupted = false;
    for (boolean isQueued = false; !isQueued; ) {
        try {
            queue.put(event);
            isQueued = true;
        } catch (InterruptedException e) {
            isInterrupted = true;                            // <3>
        }
    }
    if (isInterrupted) Thread.currentThread().interrupt();
}
// end::shown[]

void logTwo(String name, Consumer<String> log) {
    Thread.currentThread().interrupt();
    log.accept("one");
    log.accept("two");
    IO.println(name + ": " + queue + ", interrupt status " + Thread.interrupted());
    queue.clear();
}

void main() {
    logTwo("swallows", this::swallows);
    logTwo("restores", this::restores);
    logTwo("keepsBoth", this::keepsBoth);
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S2-01

final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

// tag::naive[]
<T> T naive(Callable<T> body, long millis) throws Exception {
    var caller = Thread.currentThread();
    var timer = timers.schedule(caller::interrupt, millis, TimeUnit.MILLISECONDS);
    try {
        return body.call();
    } finally {
        timer.cancel(false);                             // <1>
    }
}
// end::naive[]

// tag::shown[]
<T> T limited(Callable<T> body, long millis) throws Exception {
    var caller = Thread.currentThread();
    var over = new AtomicBoolean();
    var timer = timers.schedule(() -> {
        if (over.compareAndSet(false, true)) caller.interrupt();
    }, millis, TimeUnit.MILLISECONDS);
    try {
        return body.call();
    } finally {
        if (over.compareAndSet(false, true)) {           // <1>
            timer.cancel(false);
        } else {
            while (!timer.isDone()) Thread.onSpinWait(); // <2>
            Thread.interrupted();                        // <3>
        }
    }
}
// end::shown[]

String computes() {
    while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
    return "the value";
}

void main() throws Exception {
    IO.print("naive:   " + naive(this::computes, 20));
    IO.println(", interrupt status " + Thread.interrupted());
    IO.print("limited: " + limited(this::computes, 20));
    IO.println(", interrupt status " + Thread.interrupted());
    timers.close();
}

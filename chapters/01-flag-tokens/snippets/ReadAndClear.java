///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-06

void worker() {
    for (int turn = 1; turn <= 3; turn++) {
        // tag::scene[]
        if (Thread.interrupted()) IO.println("worker: interrupted");
        if (Thread.interrupted()) return;
        // end::scene[]
        IO.println("worker: turn " + turn);
    }
}

void main() throws InterruptedException {
    Thread me = Thread.currentThread();
    // tag::shown[]
    me.interrupt();
    me.interrupt();                                        // <1>
    IO.println("isInterrupted:  " + me.isInterrupted() + ", " + me.isInterrupted());
    IO.println("interrupted():  " + Thread.interrupted() + ", " + Thread.interrupted());

    me.interrupt();
    try {
        Thread.sleep(Duration.ofHours(1));                 // <2>
    } catch (InterruptedException e) {
        IO.println("in the catch:   " + me.isInterrupted());
    }

    me.interrupt();
    var child = Thread.ofVirtual().unstarted(() ->
            IO.println("in a child:     " + Thread.currentThread().isInterrupted()));
    child.start();
    // end::shown[]
    Thread.interrupted();                                  // otherwise join would throw
    child.join();
    me.interrupt();
    worker();
}

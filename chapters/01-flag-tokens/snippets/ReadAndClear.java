///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-06

void main() throws InterruptedException {
    var me = Thread.currentThread();
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
    Thread.interrupted();                                  // <3>
    child.join();
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

final Semaphore permits = new Semaphore(0);

// tag::shown[]
void enter() {
    boolean entered;
    try {
        entered = permits.tryAcquire(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
        entered = false;                                     // <1>
    }
    if (!entered) throw new IllegalStateException("full");   // <2>
}
// end::shown[]

void main() {
    Thread.currentThread().interrupt();
    try {
        enter();
    } catch (IllegalStateException e) {
        IO.println(e.getMessage() + ", interrupt status " + Thread.currentThread().isInterrupted());
    }
}

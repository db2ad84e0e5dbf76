///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
void asks(Semaphore permits) {
    try {
        permits.acquire();
    } catch (InterruptedException e) {
        Thread.interrupted();                                // <1>
    }
}

void sets(Semaphore permits) {
    try {
        permits.acquire();
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();                  // <2>
    }
}
// end::shown[]

void interruptedCall(String name, Consumer<Semaphore> acquire) {
    Thread.currentThread().interrupt();
    acquire.accept(new Semaphore(0));
    IO.println(name + ": interrupt status " + Thread.interrupted());
}

void main() {
    interruptedCall("asks", this::asks);
    interruptedCall("sets", this::sets);
}

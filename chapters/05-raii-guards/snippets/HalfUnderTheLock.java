///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S4-08 S4-20 S4-22

final Lock lock = new ReentrantLock();
int a = 100;
int b = 0;

// tag::shown[]
void transfer() throws InterruptedException {
    lock.lock();
    try {
        a -= 30;
        audit();                                                        // <1>
        b += 30;
    } finally {
        lock.unlock();                                                  // <2>
    }
}

int total() {
    lock.lock();
    try {
        return a + b;                                                   // <3>
    } finally {
        lock.unlock();
    }
}
// end::shown[]

synchronized void transferInMonitor() throws InterruptedException {
    a -= 30;
    audit();
    b += 30;
}

synchronized int totalInMonitor() { return a + b; }

void audit() throws InterruptedException {
    Thread.currentThread().interrupt();
    Thread.sleep(1_000);
}

void main() {
    try { transfer(); } catch (InterruptedException e) { IO.println("cancelled in the critical section"); }
    IO.println("the next user gets the lock and the total " + total());
    a = 100;
    try { transferInMonitor(); } catch (InterruptedException e) { IO.println("the same with a monitor"); }
    IO.println("the next user gets the monitor and the total " + totalInMonitor());
}

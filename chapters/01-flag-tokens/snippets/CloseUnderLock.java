///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-42

class Request {
    final Object lock = new Object();                     // guards the connection
    final ReentrantLock running = new ReentrantLock();    // held while the callback runs
    final CountDownLatch locked = new CountDownLatch(1);
    final CountDownLatch begun = new CountDownLatch(1);

    // tag::shown[]
    void callback() {
        await(locked);
        running.lock();
        begun.countDown();
        synchronized (lock) { /* abort the connection */ }  // <1>
        running.unlock();
    }

    void closeRegistration() {                            // <2>
        running.lock();
        running.unlock();
    }

    void end(boolean closesUnderLock) {
        synchronized (lock) {
            locked.countDown();
            await(begun);                                 // <3>
            if (closesUnderLock) closeRegistration();
        }
        if (!closesUnderLock) closeRegistration();
    }
    // end::shown[]
}

void await(CountDownLatch latch) {
    while (latch.getCount() > 0) LockSupport.parkNanos(1_000_000);
}

Thread ending(boolean closesUnderLock) {
    var request = new Request();
    Thread.ofPlatform().daemon().start(request::callback);
    return Thread.ofPlatform().daemon().start(() -> request.end(closesUnderLock));
}

void main() throws InterruptedException {
    ending(false).join();
    IO.println("unlocked, then closed: the request has ended");
    IO.println("closed under the lock: "
            + (ending(true).join(Duration.ofSeconds(1))
                    ? "the request has ended" : "a second later both threads still wait"));
}

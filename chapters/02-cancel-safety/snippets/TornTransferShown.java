///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-59

int a = 100;
int b = 0;
CountDownLatch asked;

void approve() throws InterruptedException {
    asked.countDown();
    Thread.sleep(Duration.ofHours(1));
}

// tag::shown[]
void torn() throws InterruptedException {
    a -= 30;
    approve();                                   // <1>
    b += 30;
}

void whole() throws InterruptedException {
    approve();                                   // <2>
    a -= 30;
    b += 30;
}
// end::shown[]

interface Transfer { void run() throws InterruptedException; }

void cancelled(String name, Transfer transfer) throws InterruptedException {
    a = 100;
    b = 0;
    asked = new CountDownLatch(1);
    var caller = Thread.ofVirtual().start(() -> {
        try {
            transfer.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    });
    asked.await();
    caller.interrupt();
    caller.join();
    IO.println(name + ": a " + a + ", b " + b + ", sum " + (a + b));
}

void main() throws InterruptedException {
    cancelled("takes, asks, gives", this::torn);
    cancelled("asks, takes, gives", this::whole);
}

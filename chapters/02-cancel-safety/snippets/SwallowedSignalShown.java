///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-11 B-57

int begun = 0;
CountDownLatch waiting;

void step() throws IOException, InterruptedException {
    if (++begun != 2) return;
    waiting.countDown();
    Thread.sleep(Duration.ofHours(1));
}

// tag::shown[]
void anything() {
    for (int i = 0; i < 5; i++) {
        try { step(); } catch (Exception e) { /* logs it */ } // <1>
    }
}

void wrapped() {
    try {
        for (int i = 0; i < 5; i++) step();
    } catch (Exception e) { throw new IllegalStateException(e); } // <2>
}

void failures() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
        try { step(); } catch (IOException e) { /* logs it */ } // <3>
    }
}
// end::shown[]

interface Work { void run() throws Exception; }

void interrupted(String name, Work work) throws InterruptedException {
    begun = 0;
    waiting = new CountDownLatch(1);
    var worker = Thread.ofVirtual().start(() -> {
        String end = "returns";
        try { work.run(); } catch (Exception e) { end = e.getClass().getSimpleName(); }
        IO.println(name + ": " + begun + " of 5 steps begun, " + end + ", status "
                + Thread.currentThread().isInterrupted());
    });
    waiting.await();
    worker.interrupt();
    worker.join();
}

void main() throws InterruptedException {
    interrupted("catches Exception", this::anything);
    interrupted("wraps it", this::wrapped);
    interrupted("catches IOException", this::failures);
}

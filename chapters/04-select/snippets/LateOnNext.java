///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-24

final CountDownLatch inOnNext = new CountDownLatch(1);
final CountDownLatch isClosed = new CountDownLatch(1);
Flow.Subscription subscription;
volatile boolean open = true;

class Writer implements Flow.Subscriber<String> {
    public void onSubscribe(Flow.Subscription s) {
        subscription = s;
        s.request(Long.MAX_VALUE);
    }

    // tag::shown[]
    public void onNext(String item) {
        inOnNext.countDown();
        try {
            isClosed.await();                                   // <1>
        } catch (InterruptedException e) {
            IO.println("onNext(" + item + ") was interrupted");
        }
        IO.println("onNext(" + item + ") writes, log open: " + open);
    }
    // end::shown[]

    public void onError(Throwable failure) { IO.println("onError"); }

    public void onComplete() { IO.println("onComplete"); }
}

void main() throws InterruptedException {
    try (var executor = Executors.newSingleThreadExecutor()) {
        var publisher = new SubmissionPublisher<String>(executor, 16);
        publisher.subscribe(new Writer());
        // tag::shown[]
        publisher.submit("a");
        publisher.submit("b");                                  // <2>
        inOnNext.await();
        subscription.cancel();
        IO.println("cancel() has returned");
        open = false;                                           // <3>
        // end::shown[]
        isClosed.countDown();
        publisher.close();
    }
}

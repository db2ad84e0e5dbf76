///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-33 S3-75

final Semaphore newIsShown = new Semaphore(0);
Thread latest;
String shown;

String search(String word) {
    if (word.equals("ja")) {
        newIsShown.acquireUninterruptibly();
    }
    return "results for " + word;
}

// tag::shown[]
synchronized Thread typed(String word, boolean checks) {
    Thread old = latest;
    latest = Thread.ofVirtual().unstarted(() -> show(search(word), checks));
    if (old != null) {
        old.interrupt();                                          // <1>
    }
    latest.start();
    return latest;
}

synchronized void show(String results, boolean checks) {
    if (checks && Thread.currentThread() != latest) {             // <2>
        return;
    }
    shown = results;
}
// end::shown[]

void type(boolean checks) throws InterruptedException {
    latest = null;
    Thread old = typed("ja", checks);
    typed("java", checks).join();
    newIsShown.release();
    old.join();
}

void main() throws InterruptedException {
    type(false);
    IO.println("without the check: " + shown);
    type(true);
    IO.println("with the check:    " + shown);
}

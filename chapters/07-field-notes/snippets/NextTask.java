///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

// tag::shown[]
void runsAll(List<Runnable> tasks) {
    for (var task : tasks) task.run();                       // <1>
}

void clearsInBetween(List<Runnable> tasks) {
    for (var task : tasks) {
        task.run();
        Thread.interrupted();                                // <2>
    }
}
// end::shown[]

void first() {
    Thread.currentThread().interrupt();
}

void second() {
    try {
        Thread.sleep(1);
        IO.println("second: done");
    } catch (InterruptedException e) {
        IO.println("second: interrupted");
    }
}

void main() {
    List<Runnable> tasks = List.of(this::first, this::second);
    runsAll(tasks);
    clearsInBetween(tasks);
}

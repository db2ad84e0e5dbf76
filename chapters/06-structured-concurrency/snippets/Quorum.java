///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-13

import java.util.concurrent.StructuredTaskScope.*;

// tag::shown[]
class Quorum<T> implements Joiner<T, List<T>> {
    private final int needed;
    private final Queue<T> values = new ConcurrentLinkedQueue<>();       // <1>
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Quorum(int needed) {
        this.needed = needed;
    }

    public boolean onComplete(Subtask<? extends T> subtask) {            // <2>
        switch (subtask.state()) {
            case SUCCESS -> values.add(subtask.get());
            case FAILED -> failures.add(subtask.exception());
            case UNAVAILABLE -> throw new AssertionError();
        }
        return values.size() >= needed;                                  // <3>
    }

    public List<T> result() throws Exception {                           // <4>
        if (values.size() >= needed) {
            return values.stream().limit(needed).toList();
        }
        var tooFew = new IOException(values.size() + " of " + needed + " answers");
        failures.forEach(tooFew::addSuppressed);
        throw tooFew;
    }
}
// end::shown[]

void main() throws InterruptedException {
    try (var scope = StructuredTaskScope.open(new Quorum<String>(2))) {
        scope.fork(() -> "written");
        scope.fork(() -> { throw new IOException("disk full"); });
        scope.fork(() -> { throw new IOException("connection refused"); });
        scope.join();
    } catch (FailedException e) {
        IO.println(e.getCause().getMessage());
        Stream.of(e.getCause().getSuppressed()).map(Throwable::getMessage).sorted()
                .forEach(failure -> IO.println("  " + failure));
    }
}

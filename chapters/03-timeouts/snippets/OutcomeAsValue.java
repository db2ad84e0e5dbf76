///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-18 S3-26 B-08 B-09 B-26

// tag::shown[]
sealed interface Outcome {}
record Done(String value) implements Outcome {}
record Failed(Throwable cause) implements Outcome {}
record TimedOut() implements Outcome {}
record Cancelled() implements Outcome {}

Outcome outcome(Future<String> future, long millis) {
    try {
        return new Done(future.get(millis, TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
        return new Failed(e.getCause());                 // <1>
    } catch (TimeoutException e) {
        future.cancel(true);
        return new TimedOut();                           // <2>
    } catch (CancellationException e) {
        return new Cancelled();
    } catch (InterruptedException e) {
        future.cancel(true);
        Thread.currentThread().interrupt();              // <3>
        return new Cancelled();
    }
}
// end::shown[]

String sleeps() throws InterruptedException {
    Thread.sleep(Duration.ofHours(1));
    return "late";
}

void print(String body, Callable<String> call, long millis) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        IO.println(body + ": " + outcome(executor.submit(call), millis));
    }
}

void main() {
    print("returns a value           ", () -> "12 euros", 60_000);
    print("throws an IOException     ", () -> { throw new IOException(); }, 60_000);
    print("throws a TimeoutException ", () -> { throw new TimeoutException(); }, 60_000);
    print("sleeps for an hour        ", this::sleeps, 20);
    Thread.currentThread().interrupt();
    print("its caller is interrupted ", this::sleeps, 60_000);
    IO.println("interrupt status: " + Thread.interrupted());
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-27

class Breaker {
    final AtomicInteger failures = new AtomicInteger();

    // tag::shown[]
    <T> T call(Callable<T> call) throws Exception {
        if (failures.get() >= 2) {                       // <1>
            throw new IllegalStateException("the breaker is open");
        }
        try {
            return call.call();
        } catch (Exception e) {
            failures.incrementAndGet();                  // <2>
            throw e;
        }
    }
    // end::shown[]
}

void ask(Breaker breaker, String user) {
    try {
        IO.println(user + ": " + breaker.call(() -> {
            Thread.sleep(10);                            // a healthy service
            return "an answer";
        }));
    } catch (InterruptedException e) {
        IO.println(user + ": cancelled");
    } catch (Exception e) {
        IO.println(user + ": refused, " + e.getMessage());
    }
}

void main() {
    var breaker = new Breaker();
    for (String impatient : List.of("Ada", "Bob")) {
        Thread.currentThread().interrupt();
        ask(breaker, impatient);
    }
    ask(breaker, "Cy ");
}

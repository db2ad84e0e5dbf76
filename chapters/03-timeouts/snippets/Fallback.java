
//JAVA 25
//PREVIEW
// covers: S3-93 S1-17

volatile String shown;

String warehouse(CountDownLatch answer) throws InterruptedException {
    answer.await();
    return shown = "12 pieces, says the warehouse";                     // <1>
}

void limitOnTheWaiting() throws Exception {
    var answer = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var asked = executor.submit(() -> warehouse(answer));
        try {
            asked.get(50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            shown = "10 pieces, says the cache";                        // <2>
        }
        IO.println("limit on the waiting: " + shown);
        answer.countDown();
        asked.get();
        IO.println("          and later: " + shown);
    }
}

void limitOnTheWork() throws InterruptedException {
    var answer = new CountDownLatch(1);
    try (var scope = StructuredTaskScope.open(
            StructuredTaskScope.Joiner.awaitAllSuccessfulOrThrow(),
            config -> config.withTimeout(Duration.ofMillis(50)))) {
        scope.fork(() -> warehouse(answer));
        scope.join();
    } catch (StructuredTaskScope.TimeoutException e) {
        shown = "10 pieces, says the cache";                            // <3>
    }
    answer.countDown();
    IO.println("limit on the work:    " + shown);
}

void main() throws Exception {
    limitOnTheWaiting();
    limitOnTheWork();
}

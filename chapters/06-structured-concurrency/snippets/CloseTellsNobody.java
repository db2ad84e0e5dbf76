///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-61 S1-08

void slowAirline(CountDownLatch begun, CountDownLatch hour) {
    begun.countDown();
    try {
        hour.await();
        IO.println("  the slow one has worked for an hour");
    } catch (InterruptedException e) {
        IO.println("  the slow one has been told");
    }
}

void failingAirline(CountDownLatch begun, CountDownLatch hour) throws Exception {
    begun.await();
    passWhenSomebodyWaitsInClose(hour, Thread.currentThread());
    throw new IOException("connection refused");
}

void passWhenSomebodyWaitsInClose(CountDownLatch hour, Thread owner) {
    Thread.startVirtualThread(() -> {
        while (owner.getState() == Thread.State.RUNNABLE || Arrays.stream(owner.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals("close"))) {
            Thread.onSpinWait();
        }
        hour.countDown();
    });
}

void main() throws Exception {
    var begun = new CountDownLatch(1);
    var hour = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> slowAirline(begun, hour));                // <1>
        failingAirline(begun, hour);
    } catch (IOException e) {
        IO.println("executor: " + e.getMessage());
    }
    var begunToo = new CountDownLatch(1);
    var anotherHour = new CountDownLatch(1);
    try (var scope = StructuredTaskScope.open()) {
        scope.fork(() -> slowAirline(begunToo, anotherHour));           // <2>
        failingAirline(begunToo, anotherHour);
    } catch (IOException e) {
        IO.println("scope: " + e.getMessage());
    }
}

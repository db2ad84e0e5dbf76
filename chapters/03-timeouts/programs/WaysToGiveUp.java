///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-24 B-55 B-59 B-60 B-61

// Stops waiting in each way, and prints what the caller sees, whether the body was interrupted, and whether it
// had terminated when the caller continued.
// The body waits for its interrupt, and then until its caller continues or is in a close(),
// so the result does not depend on which thread is faster.

interface Way {
    String giveUp(Body body, Duration limit) throws Exception;
}

record Row(String name, Way way) {}

final class Body implements Callable<String> {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch told = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);
    final CountDownLatch wentOn = new CountDownLatch(1);
    final Thread caller = Thread.currentThread();
    boolean begunInTime;
    boolean endedInTime;

    @Override
    public String call() {
        begun.countDown();
        try {
            wentOn.await();
            if (Thread.interrupted()) {
                told.countDown(); // the interrupt came while the caller continued
            }
        } catch (InterruptedException e) {
            told.countDown();
            while (wentOn.getCount() > 0 && !isWaitedFor()) {
                Thread.onSpinWait();
            }
        } finally {
            ended.countDown();
        }
        return "the value";
    }

    boolean isWaitedFor() {
        return caller.getState() != Thread.State.RUNNABLE
                && Arrays.stream(caller.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("close"));
    }

    /** The caller goes on without the body. */
    void goesOn() {
        begunInTime = begun.getCount() == 0;
        endedInTime = ended.getCount() == 0;
        wentOn.countDown();
    }

    /** The same, for a way whose interrupt may come a moment after the caller has gone on. */
    void goesOnLater() throws InterruptedException {
        begunInTime = begun.getCount() == 0;
        endedInTime = ended.getCount() == 0;
        if (begunInTime) {
            told.await(20, TimeUnit.SECONDS);
        }
        wentOn.countDown();
    }

    void awaitBegin() throws InterruptedException {
        begun.await();
    }
}

ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
ExecutorService pool = Executors.newFixedThreadPool(2);
ForkJoinPool forkJoin = new ForkJoinPool(1);

String seen(Body body, Callable<?> waits) throws Exception {
    String seen;
    try {
        seen = String.valueOf(waits.call());
    } catch (ExecutionException | CompletionException e) {
        seen = name(e) + " of a " + name(e.getCause());
    } catch (InterruptedException e) {
        throw e;
    } catch (Exception e) {
        seen = name(e);
    }
    body.goesOn();
    return seen;
}

String name(Throwable t) {
    String name = t.getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
}

CompletableFuture<String> box(Body body) {
    return CompletableFuture.supplyAsync(body::call, virtual);
}

void within(Body body, Duration limit, boolean looksInside, StringBuilder seen) throws InterruptedException {
    try (var scope = StructuredTaskScope.open(
            StructuredTaskScope.Joiner.<String>awaitAll(), c -> c.withTimeout(limit))) {
        scope.fork(body);
        try {
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            seen.append(name(e));
            if (looksInside) {
                body.goesOn();
            }
        }
    }
}

String scope(Body body, Duration limit, boolean looksInside) throws InterruptedException {
    var seen = new StringBuilder();
    within(body, limit, looksInside, seen);
    if (!looksInside) {
        body.goesOn();
    }
    return seen.toString();
}

String cancelled(Body body, Future<?> future) throws Exception {
    body.awaitBegin();
    future.cancel(true);
    body.goesOn();
    return "state " + future.state();
}

List<Row> rows() {
    return List.of(
        new Row("Future.get(t)", (b, t) ->
            seen(b, () -> virtual.submit(b).get(t.toNanos(), TimeUnit.NANOSECONDS))),
        new Row("Future.cancel(true), virtual thread", (b, t) -> cancelled(b, virtual.submit(b))),
        new Row("Future.cancel(true), pool", (b, t) -> cancelled(b, pool.submit(b))),
        new Row("Future.cancel(false)", (b, t) -> {
            var future = virtual.submit(b);
            b.awaitBegin();
            future.cancel(false);
            b.goesOn();
            return "state " + future.state();
        }),
        new Row("ForkJoinPool.submit(callable), cancel(true)", (b, t) ->
            cancelled(b, forkJoin.submit((Callable<String>) b))),
        new Row("ForkJoinTask.adapt(callable), cancel(true)", (b, t) ->
            cancelled(b, forkJoin.submit(ForkJoinTask.adapt((Callable<String>) b)))),
        new Row("ForkJoinPool.submitWithTimeout(task, t, null)", (b, t) -> {
            var task = forkJoin.submitWithTimeout(b, t.toNanos(), TimeUnit.NANOSECONDS, null);
            String seen;
            try {
                seen = task.get();
            } catch (CancellationException e) {
                seen = name(e);
            }
            b.goesOnLater();
            return seen;
        }),
        new Row("CompletableFuture.get(t)", (b, t) ->
            seen(b, () -> box(b).get(t.toNanos(), TimeUnit.NANOSECONDS))),
        new Row("CompletableFuture.cancel(true)", (b, t) -> cancelled(b, box(b))),
        new Row("CompletableFuture.orTimeout(t), then get()", (b, t) ->
            seen(b, () -> box(b).orTimeout(t.toNanos(), TimeUnit.NANOSECONDS).get())),
        new Row("CompletableFuture.orTimeout(t), then join()", (b, t) ->
            seen(b, () -> box(b).orTimeout(t.toNanos(), TimeUnit.NANOSECONDS).join())),
        new Row("CompletableFuture.completeOnTimeout(v, t)", (b, t) ->
            seen(b, () -> box(b).completeOnTimeout("v", t.toNanos(), TimeUnit.NANOSECONDS).get())),
        new Row("invokeAny(tasks, t)", (b, t) ->
            seen(b, () -> virtual.invokeAny(List.of(b), t.toNanos(), TimeUnit.NANOSECONDS))),
        new Row("invokeAll(tasks, t)", (b, t) ->
            seen(b, () -> "state " + virtual.invokeAll(List.of(b), t.toNanos(), TimeUnit.NANOSECONDS)
                .getFirst().state())),
        new Row("Thread.join(t)", (b, t) ->
            seen(b, () -> Thread.ofVirtual().start(new FutureTask<>(b)).join(t))),
        new Row("awaitTermination(t) after shutdown()", (b, t) -> {
            var executor = Executors.newVirtualThreadPerTaskExecutor();
            executor.submit(b);
            executor.shutdown();
            return seen(b, () -> executor.awaitTermination(t.toMillis(), TimeUnit.MILLISECONDS));
        }),
        new Row("shutdownNow()", (b, t) -> {
            var executor = Executors.newVirtualThreadPerTaskExecutor();
            executor.submit(b);
            b.awaitBegin();
            executor.shutdownNow();
            b.goesOn();
            return "-";
        }),
        new Row("shutdownNow(), then close()", (b, t) -> {
            var executor = Executors.newVirtualThreadPerTaskExecutor();
            executor.submit(b);
            b.awaitBegin();
            executor.shutdownNow();
            executor.close();
            b.goesOn();
            return "-";
        }),
        new Row("cancel(true), then close() of the executor", (b, t) -> {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var future = executor.submit(b);
                b.awaitBegin();
                future.cancel(true);
            }
            b.goesOn();
            return "-";
        }),
        new Row("scope withTimeout(t), caught inside the block", (b, t) -> scope(b, t, true)),
        new Row("scope withTimeout(t), after the block", (b, t) -> scope(b, t, false)));
}

void main() throws Exception {
    IO.println("way\tthe caller sees\tinterrupted\tterminated");
    for (Row row : rows()) {
        for (long millis = 20; ; millis *= 2) {              // the body has not begun: once more
            var body = new Body();
            String seen = row.way().giveUp(body, Duration.ofMillis(millis));
            if (body.begunInTime) {
                body.ended.await();
                boolean told = body.told.getCount() == 0;
                IO.println(row.name() + "\t" + seen + "\t" + (told ? "yes" : "no") + "\t"
                        + (body.endedInTime ? "yes" : "no"));
                break;
            }
        }
    }
    virtual.close();
    pool.close();
    forkJoin.shutdownNow();                                  // close() may wait for ever: see the card
    forkJoin.close();
}

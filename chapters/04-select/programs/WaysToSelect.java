///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DEPS com.softwaremill.jox:channels:1.0.1
// Measures tables/ways-to-select.tsv and prints it: how Java waits for the first of several.
// covers: B-32 B-55 S1-19

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;

/** Waits for the first result of several tasks; keeps what the caller can still ask afterwards. */
interface Race {
    String first(List<Callable<String>> tasks, List<Future<String>> kept) throws Exception;
}

String anyOf(ExecutorService executor, List<Callable<String>> tasks, List<Future<String>> kept)
        throws Exception {
    for (var task : tasks) {
        kept.add(CompletableFuture.supplyAsync(() -> call(task), executor));
    }
    return (String) CompletableFuture.anyOf(kept.toArray(CompletableFuture[]::new)).get();
}

String call(Callable<String> task) {
    try {
        return task.call();
    } catch (Exception e) {
        throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
    }
}

String completionService(
        ExecutorService executor, List<Callable<String>> tasks, List<Future<String>> kept)
        throws Exception {
    var service = new ExecutorCompletionService<String>(executor);
    for (var task : tasks) {
        kept.add(service.submit(task));
    }
    return service.take().get();
}

String scope(List<Callable<String>> tasks) throws Exception {
    try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
        tasks.forEach(scope::fork);
        return scope.join();
    }
}

/** The second task of a race of two: it has begun when the first one ends the race. */
final class Loser implements Callable<String> {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final Semaphore mayEnd = new Semaphore(0);
    volatile boolean ended;

    @Override
    public String call() {
        begun.countDown();
        try {
            mayEnd.acquire();
        } catch (InterruptedException e) {
            interrupted.countDown();
            mayEnd.acquireUninterruptibly();
        }
        ended = true;
        return "late";
    }
}

/** What the race does with its loser. */
String loser(Race race) throws Exception {
    var loser = new Loser();
    Callable<String> quick = () -> {
        loser.begun.await();
        return "won";
    };
    var caller = Thread.ofPlatform().start(() -> {
        try {
            race.first(List.of(quick, loser), new ArrayList<>());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    });
    loser.begun.await();
    boolean waits = false;
    while (caller.isAlive() && !waits) {
        waits = loser.interrupted.getCount() == 0 && !caller.join(Duration.ofMillis(300));
        Thread.sleep(1);
    }
    boolean isInterrupted = loser.interrupted.await(100, TimeUnit.MILLISECONDS);
    loser.mayEnd.release();
    caller.join();
    return !isInterrupted ? "runs on" : waits ? "interrupted, awaited" : "interrupted, not awaited";
}

/** Where the second order is, if both tasks have taken one. */
String item(Race race) throws Exception {
    var both = new CountDownLatch(2);
    var queues = Stream.of("1", "2").map(o -> new LinkedBlockingQueue<>(List.of(o))).toList();
    var kept = new ArrayList<Future<String>>();
    List<Callable<String>> tasks = queues.stream().map(q -> (Callable<String>) () -> {
        String order = q.take();
        both.countDown();
        both.await();
        return order;
    }).toList();
    String winner = race.first(tasks, kept);
    for (var future : kept) {
        if (!future.get().equals(winner)) return "in its future";
    }
    return "lost";
}

/** How the race ends if the first task fails, and then the second. */
String allFail(Race race) {
    var firstThread = new CompletableFuture<Thread>();
    Callable<String> first = () -> {
        firstThread.complete(Thread.currentThread());
        throw new IllegalStateException("the first failure");
    };
    Callable<String> second = () -> {
        Thread thread = firstThread.get();
        while (thread != Thread.currentThread()
                && thread.getState() != Thread.State.TERMINATED
                && thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        throw new IllegalStateException("the last failure");
    };
    try {
        return race.first(List.of(first, second), new ArrayList<>());
    } catch (Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause.getMessage();
    }
}

/** What the race decides if the first task fails while the second could still succeed. */
String decides(Race race) throws Exception {
    var decided = new CountDownLatch(1);
    Callable<String> failure = () -> { throw new IllegalStateException("failed"); };
    Callable<String> success = () -> {
        decided.await(100, TimeUnit.MILLISECONDS);
        return "success";
    };
    try {
        race.first(List.of(failure, success), new ArrayList<>());
        return "the first success";
    } catch (Exception e) {
        return "the first success or failure";
    } finally {
        decided.countDown();
    }
}

String nothing(Race race) throws Exception {
    var end = new FutureTask<>(() -> race.first(List.of(), new ArrayList<>()));
    var thread = Thread.ofPlatform().daemon().start(end);
    try {
        return end.get(300, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
        return thread.getState() == Thread.State.WAITING ? "waits for ever" : "?";
    } catch (ExecutionException e) {
        return "`" + e.getCause().getClass().getSimpleName() + "`";
    } finally {
        thread.interrupt();
    }
}

void row(String name, Race race) throws Exception {
    IO.println(String.join("\t", name, decides(race),
            loser(race), item(race), allFail(race), nothing(race)));
}

/** Takes one of two orders; what is not taken must still be in its source. */
String mergedQueue() throws InterruptedException {
    var queue = new LinkedBlockingQueue<>(List.of("1", "2"));
    String order = queue.take();
    return (order.equals("1") ? "arrival" : "?") + "\tnone\t"
            + (queue.size() == 1 ? "none: it is in the queue" : "lost");
}

String poll() {
    var first = new LinkedBlockingQueue<>(List.of("1"));
    var second = new LinkedBlockingQueue<>(List.of("2"));
    String order = Optional.ofNullable(first.poll()).orElseGet(second::poll);
    return (order.equals("1") ? "position in the code" : "?") + "\tnone\t"
            + (second.size() == 1 ? "none: it is in its queue" : "lost");
}

String jox() throws InterruptedException {
    Channel<String> first = Channel.newBufferedChannel(1);
    Channel<String> second = Channel.newBufferedChannel(1);
    first.send("1");
    second.send("2");
    String order = Select.select(second.receiveClause(), first.receiveClause());
    return (order.equals("2") ? "position of the clause" : "?") + "\tnone\t"
            + (first.receive().equals("1") ? "none: it is in its channel" : "lost");
}

void main() throws Exception {
    IO.println("way\twhat decides\tlosers\tan item that a loser took\tif all fail"
            + "\twith nothing to wait for");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
            var pool = Executors.newFixedThreadPool(2)) {
        row("`CompletableFuture.anyOf`", (tasks, kept) -> anyOf(threads, tasks, kept));
        row("`ExecutorCompletionService.take`",
                (tasks, kept) -> completionService(threads, tasks, kept));
        row("`invokeAny`, fixed thread pool", (tasks, _) -> pool.invokeAny(tasks));
        row("`invokeAny`, virtual threads", (tasks, _) -> threads.invokeAny(tasks));
        row("scope, `anySuccessfulResultOrThrow`", (tasks, _) -> scope(tasks));
    }
    IO.println("`poll` of one queue, then the other\t" + poll() + "\t-\t-");
    IO.println("one merged queue, `take`\t" + mergedQueue() + "\t-\t"
            + nothing((_, _) -> new LinkedBlockingQueue<String>().take()));
    IO.println("Jox 1.0.1, `select`\t" + jox() + "\t-\t"
            + nothing((_, _) -> Select.<String>select()));
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S4-18 B-13 B-50

import java.util.concurrent.StructuredTaskScope.*;
import java.util.function.Supplier;

// Puts each joiner into four situations, and prints what join() returns or throws and whether the
// subtask that was still waiting was interrupted. No row depends on speed: that subtask continues only
// when the thread of the other has ended, and a scope whose timeout was too short is opened again.

record Row(String name, Supplier<Joiner<String, ?>> joiner) {}

List<Row> rows() {
    return List.of(
            new Row("awaitAllSuccessfulOrThrow()", Joiner::awaitAllSuccessfulOrThrow),
            new Row("allSuccessfulOrThrow()", Joiner::allSuccessfulOrThrow),
            new Row("anySuccessfulResultOrThrow()", Joiner::anySuccessfulResultOrThrow),
            new Row("awaitAll()", Joiner::awaitAll),
            new Row("allUntil(one has failed)",
                    () -> Joiner.allUntil(subtask -> subtask.state() == Subtask.State.FAILED)));
}

/** A scope with two subtasks: one waits from the beginning, and one ends at once. */
final class Scene {
    private final Row row;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile boolean interrupted;

    Scene(Row row) {
        this.row = row;
    }

    private Thread remembered(Runnable task) {
        Thread thread = Thread.ofVirtual().unstarted(task);
        threads.add(thread);
        return thread;
    }

    /** It fails when it is interrupted, so that there is a second failure. */
    private String waits() throws IOException {
        begun.countDown();
        try {
            goesOn.await();
            if (Thread.interrupted()) { // interrupted first, and then both
                throw new InterruptedException();
            }
            return "a value";
        } catch (InterruptedException e) {
            interrupted = true;
            throw new IOException("second");
        }
    }

    /** Forks both, and returns the second when it has ended. */
    private Subtask<String> fork(StructuredTaskScope<String, ?> scope, Callable<String> second)
            throws InterruptedException {
        scope.fork(this::waits);
        begun.await();
        Subtask<String> ended = scope.fork(second);
        threads.getLast().join();
        return ended;
    }

    String whenOne(Callable<String> ends) throws InterruptedException {
        String seen;
        try (var scope = StructuredTaskScope.open(row.joiner().get(),
                config -> config.withThreadFactory(this::remembered))) {
            fork(scope, ends);
            goesOn.countDown();                       // interrupted before, or not at all
            seen = seen(scope::join);
        }
        return seen + interruption();
    }

    String whenTheOwnerIsInterrupted() throws InterruptedException {
        String seen;
        try (var scope = StructuredTaskScope.open(row.joiner().get(),
                config -> config.withThreadFactory(this::remembered))) {
            fork(scope, () -> "a value");
            Thread.currentThread().interrupt();
            seen = seen(scope::join);
            if (Thread.interrupted()) {
                seen += " (status set)";
            }
        }
        return seen + interruption();
    }

    /** Empty if the timeout was too short for the second subtask to end in time. */
    Optional<String> whenTheTimeIsOver(Duration limit) throws InterruptedException {
        String seen;
        Subtask<String> second;
        try (var scope = StructuredTaskScope.open(row.joiner().get(),
                config -> config.withThreadFactory(this::remembered).withTimeout(limit))) {
            scope.fork(this::waits);
            second = scope.fork(() -> "a value");
            threads.getLast().join();
            seen = seen(scope::join);
        }
        return second.state() == Subtask.State.SUCCESS && begun.getCount() == 0
                ? Optional.of(seen + interruption())
                : Optional.empty();
    }

    private String interruption() {
        return interrupted ? "; interrupted" : "; not interrupted";
    }
}

String seen(Callable<?> join) {
    try {
        return switch (join.call()) {
            case null -> "null";
            case Stream<?> subtasks -> subtasks
                    .map(subtask -> ((Subtask<?>) subtask).state().name())
                    .collect(Collectors.joining(", "));
            case Object value -> String.valueOf(value);
        };
    } catch (FailedException e) {
        return "FailedException of the " + Stream.concat(Stream.of(e.getCause()), Stream.concat(
                        Stream.of(e.getSuppressed()), Stream.of(e.getCause().getSuppressed())))
                .map(Throwable::getMessage)
                .collect(Collectors.joining(", "));
    } catch (Exception e) {
        return e.getClass().getSimpleName();
    }
}

String whenTheTimeIsOver(Row row) throws InterruptedException {
    Duration limit = Duration.ofMillis(20);
    while (true) {
        Optional<String> seen = new Scene(row).whenTheTimeIsOver(limit);
        if (seen.isPresent()) {
            return seen.get();
        }
        limit = limit.multipliedBy(2);
    }
}

void main() throws InterruptedException {
    IO.println("joiner\tone succeeds\tone fails\ttimeout\towner interrupted");
    for (Row row : rows()) {
        IO.println(String.join("\t",
                row.name(),
                new Scene(row).whenOne(() -> "a value"),
                new Scene(row).whenOne(() -> { throw new IOException("first"); }),
                whenTheTimeIsOver(row),
                new Scene(row).whenTheOwnerIsInterrupted()));
    }
    IO.println("# What `join()` returns or throws, and whether the other subtask, which was waiting, had been interrupted by the end of "
            + "the block. Before the timeout and before the interrupt of the owner, one subtask has returned a value.");
}

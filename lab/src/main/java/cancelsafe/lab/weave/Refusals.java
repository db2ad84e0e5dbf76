package cancelsafe.lab.weave;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls that the lab does not control, each with what to use instead. They are refused when they
 * are made in a run, by name and line: anything else could be green by luck.
 */
final class Refusals {
    private static final String PEER = "a scripted peer";
    private static final String STREAM = "a scripted stream";
    private static final String CHANNEL = "a scripted channel";
    private static final String PIPE = "a BlockingQueue or a scripted stream";
    private static final String SUBTASK = "a subtask of a scope or an executor";
    private static final String EXIT = "a return value or an exception: the test runs in this JVM";
    private static final String AT_ONCE = "a call of close or clean in the body itself";

    private static final Map<String, String> OWNERS =
            Map.ofEntries(
                    entry("java/util/Timer", "a ScheduledExecutorService"),
                    entry(
                            "java/util/concurrent/ForkJoinPool",
                            "an executor of virtual threads or a fixed pool"),
                    entry(
                            "java/util/concurrent/RecursiveTask",
                            "subtasks of a scope or an executor"),
                    entry(
                            "java/util/concurrent/RecursiveAction",
                            "subtasks of a scope or an executor"),
                    entry("java/net/http/HttpClient", PEER),
                    entry("java/net/Socket", STREAM),
                    entry("java/net/ServerSocket", PEER),
                    entry("java/lang/ProcessBuilder", STREAM),
                    entry("java/io/PipedInputStream", PIPE),
                    entry("java/io/PipedOutputStream", PIPE),
                    entry("java/io/PipedReader", PIPE),
                    entry("java/io/PipedWriter", PIPE));

    /** Fields of the JDK that lead to a native wait. */
    private static final Map<String, String> FIELDS =
            Map.of("java/lang/System.in", STREAM, "java/io/FileDescriptor.in", STREAM);

    private static final Map<String, String> CALLS =
            Map.ofEntries(
                    entry("java/lang/System.exit", EXIT),
                    entry("java/lang/Runtime.exit", EXIT),
                    entry("java/lang/Runtime.halt", EXIT),
                    entry("java/lang/Runtime.exec", STREAM),
                    entry("java/lang/Runtime.addShutdownHook", AT_ONCE),
                    entry("java/lang/System.gc", AT_ONCE),
                    entry("java/lang/Runtime.gc", AT_ONCE),
                    entry("java/lang/System.console", STREAM),
                    entry("java/lang/IO.readln", STREAM),
                    entry("java/lang/Process.onExit", "a CompletableFuture of the test"),
                    entry("java/lang/ProcessHandle.onExit", "a CompletableFuture of the test"),
                    entry("java/util/concurrent/ForkJoinTask.fork", SUBTASK),
                    entry("java/util/concurrent/ForkJoinTask.invoke", SUBTASK),
                    entry("java/util/Arrays.parallelPrefix", "a loop"),
                    entry("java/net/URL.openStream", PEER),
                    entry("java/net/URL.openConnection", PEER),
                    entry("java/net/URL.getContent", PEER),
                    entry("java/nio/file/FileSystem.newWatchService", "a queue of events"),
                    entry("java/nio/channels/Pipe.open", CHANNEL),
                    entry("java/nio/channels/AsynchronousFileChannel.open", "a FileChannel"),
                    entry("java/nio/channels/SocketChannel.open", CHANNEL),
                    entry("java/nio/channels/ServerSocketChannel.open", CHANNEL),
                    entry("java/nio/channels/DatagramChannel.open", CHANNEL));

    private static final Set<String> TICKING = Set.of("tickSeconds", "tickMinutes", "tickMillis");

    private Refusals() {}

    /** What to use in place of what a field holds; empty if that is fine. */
    static Optional<String> insteadOf(String owner, String field) {
        return Optional.ofNullable(FIELDS.get(owner + "." + field));
    }

    /** What to use in place of a refused call; empty if the call is fine. */
    static Optional<String> insteadOf(Call call, ClassFacts facts) {
        String byOwner = OWNERS.get(call.owner());
        if (byOwner != null && !call.name().equals("close")) {
            return Optional.of(byOwner);
        }
        String byCall = CALLS.get(call.owner() + "." + call.name());
        if (byCall != null) {
            return Optional.of(byCall);
        }
        if (call.owner().equals("java/time/Clock") && TICKING.contains(call.name())) {
            return Optional.of("Clock.tick of a system clock");
        }
        return Optional.empty();
    }
}

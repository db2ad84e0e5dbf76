package cancelsafe.lab.weave;

import cancelsafe.lab.hook.CodeLocation.Kind;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Which calls can be cancelled: those whose target is declared to throw {@link
 * InterruptedException}, the operations of interruptible channels, parking, selecting, the close of
 * executors and scopes, a look at the interrupt status, and a check of a registered token.
 *
 * <p>A call of woven code is no point itself: its body carries its own points.
 */
final class PointRules {
    static final String CHECK = "Lcancelsafe/lab/CancellationCheck;";

    private static final Set<String> PARKING =
            Set.of(
                    "java/util/concurrent/locks/LockSupport.park",
                    "java/util/concurrent/locks/LockSupport.parkNanos",
                    "java/util/concurrent/locks/LockSupport.parkUntil",
                    "java/nio/channels/Selector.select",
                    "java/util/concurrent/StructuredTaskScope.close");

    private static final Set<String> POLLS =
            Set.of("java/lang/Thread.interrupted", "java/lang/Thread.isInterrupted");

    private static final Map<String, Set<String>> CHANNELS =
            Map.of(
                    "java/nio/channels/FileChannel",
                    Set.of(
                            "read",
                            "write",
                            "force",
                            "transferTo",
                            "transferFrom",
                            "lock",
                            "truncate",
                            "position",
                            "size",
                            "map"),
                    "java/nio/channels/SocketChannel",
                    Set.of("read", "write", "connect"),
                    "java/nio/channels/ServerSocketChannel",
                    Set.of("accept"),
                    "java/nio/channels/DatagramChannel",
                    Set.of("read", "write", "receive", "send", "connect"));

    private final ClassFacts facts;
    private final Predicate<String> woven;
    private final ConcurrentMap<String, Optional<Kind>> known = new ConcurrentHashMap<>();

    /**
     * Rules for code that sees the classes of {@code facts}.
     *
     * @param woven whether the class with this internal name is woven
     */
    PointRules(ClassFacts facts, Predicate<String> woven) {
        this.facts = facts;
        this.woven = woven;
    }

    /** What a call is: a point, a check, a poll; empty if it cannot be cancelled. */
    Optional<Kind> kind(String owner, String name, String descriptor) {
        String key = owner + "." + name + descriptor;
        Optional<Kind> kind = known.get(key);
        if (kind == null) {
            kind = judge(owner, name, descriptor);
            known.put(key, kind);
        }
        return kind;
    }

    private Optional<Kind> judge(String owner, String name, String descriptor) {
        if (POLLS.contains(owner + "." + name)) {
            return Optional.of(Kind.POLL);
        }
        Optional<ClassFacts.Declared> target = facts.method(owner, name, descriptor);
        if (target.isPresent() && target.get().isMarked(CHECK) && descriptor.startsWith("()")) {
            return Optional.of(Kind.CHECK);
        }
        String declarer = target.map(ClassFacts.Declared::owner).orElse(owner);
        if (woven.test(declarer)) {
            return Optional.empty();
        }
        if (isChannelCall(owner, name)) {
            return Optional.of(Kind.CHANNEL);
        }
        boolean point =
                PARKING.contains(declarer + "." + name)
                        || closesExecutor(owner, name, descriptor)
                        || target.map(ClassFacts.Declared::throwsInterrupted).orElse(false);
        return point ? Optional.of(Kind.POINT) : Optional.empty();
    }

    private boolean isChannelCall(String owner, String name) {
        return CHANNELS.entrySet().stream()
                .anyMatch(e -> e.getValue().contains(name) && facts.isA(owner, e.getKey()));
    }

    private boolean closesExecutor(String owner, String name, String descriptor) {
        return name.equals("close")
                && descriptor.equals("()V")
                && facts.isA(owner, "java/util/concurrent/ExecutorService");
    }
}

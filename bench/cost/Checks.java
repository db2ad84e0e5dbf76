package cost;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One check that finds nothing, by kind; the plain field is what the others are compared with. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class Checks {
    private static final ScopedValue<Token> BOUND = ScopedValue.newInstance();
    private static final VarHandle OPAQUE;

    static {
        try {
            OPAQUE = MethodHandles.lookup().findVarHandle(Checks.class, "plain", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private boolean plain;
    private volatile boolean flag;
    private final AtomicBoolean atomic = new AtomicBoolean();
    private final Token root = Token.below(0);
    private final Token third = Token.below(2);
    private final Token tenth = Token.below(9);

    @Benchmark
    public boolean plainField() {
        return plain;
    }

    @Benchmark
    public boolean opaqueField() {
        return (boolean) OPAQUE.getOpaque(this);
    }

    @Benchmark
    public boolean volatileField() {
        return flag;
    }

    @Benchmark
    public boolean atomicBoolean() {
        return atomic.get();
    }

    @Benchmark
    public boolean tokenAlone() {
        return root.isCancelled();
    }

    @Benchmark
    public boolean tokenOfThree() {
        return third.isCancelled();
    }

    @Benchmark
    public boolean tokenOfTen() {
        return tenth.isCancelled();
    }

    @Benchmark
    public boolean interruptStatus() {
        return Thread.currentThread().isInterrupted();
    }

    /** Includes the binding, as a thread that is started with a value has it once. */
    @Benchmark
    public boolean bindScopedValueAndCheck() {
        return ScopedValue.where(BOUND, root).call(() -> BOUND.get().isCancelled());
    }

    @Benchmark
    public long clock() {
        return System.nanoTime();
    }
}

package cost;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/** A dot product, which the JIT compiler vectorises if no check is in the way, by size. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class Loops {
    private static final int BLOCK = 1_024;

    @Param({"1000", "10000", "100000", "1000000", "10000000", "100000000"})
    private int size;

    private final Token token = Token.below(0);
    private int[] left;
    private int[] right;

    @Setup
    public void fill() {
        left = new int[size];
        right = new int[size];
        for (int i = 0; i < size; i++) {
            left[i] = i * 7;
            right[i] = i * 3;
        }
    }

    @Benchmark
    public int noCheck() {
        return product(0, size);
    }

    @Benchmark
    public int checkAtEachElement() {
        int sum = 0;
        for (int i = 0; i < size; i++) {
            if (token.isCancelled()) {
                return -1;
            }
            sum += left[i] * right[i];
        }
        return sum;
    }

    @Benchmark
    public int checkAtEachBlock() {
        int sum = 0;
        for (int from = 0; from < size; from += BLOCK) {
            if (token.isCancelled()) {
                return -1;
            }
            sum += product(from, Math.min(from + BLOCK, size));
        }
        return sum;
    }

    private int product(int from, int to) {
        int[] a = left;
        int[] b = right;
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}

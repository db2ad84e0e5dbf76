package bench;

import java.util.function.LongSupplier;

/**
 * What a check of a token costs a dot product, in four loops, for three types and two lengths, as a
 * multiple of the loop without a check. Each figure is the best of many rounds, so another program
 * that takes the processor away hardly changes it.
 */
public final class CostOfALook {
    private static final int LENGTH = 4_096;
    private static final int ROUNDS = 50_000;
    private static final int LONG_LENGTH = 100_000_000; // more than any cache holds
    private static final int LONG_ROUNDS = 20;

    private static volatile boolean stop;
    private static volatile long result;

    private CostOfALook() {}

    /** Prints a table, tab-separated. */
    public static void main(String[] args) {
        int[] i = new int[LENGTH];
        long[] l = new long[LENGTH];
        double[] d = new double[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            i[n] = n * 7;
            l[n] = n * 7L;
            d[n] = n * 0.7;
        }
        int[] j = i.clone();
        double[] ints = {
            best(() -> unseen(i, j)),
            best(() -> each(i, j)),
            best(() -> nested(i, j)),
            best(() -> mask(i, j))
        };
        double[] longs = {
            best(() -> unseen(l, l)),
            best(() -> each(l, l)),
            best(() -> nested(l, l)),
            best(() -> mask(l, l))
        };
        double[] doubles = {
            best(() -> unseen(d, d)),
            best(() -> each(d, d)),
            best(() -> nested(d, d)),
            best(() -> mask(d, d))
        };
        int[] x = new int[LONG_LENGTH];
        int[] y = new int[LONG_LENGTH];
        for (int n = 0; n < LONG_LENGTH; n++) {
            x[n] = n * 7;
            y[n] = n * 3;
        }
        double[] longInts = {
            best(() -> unseen(x, y), LONG_ROUNDS),
            best(() -> each(x, y), LONG_ROUNDS),
            best(() -> nested(x, y), LONG_ROUNDS),
            best(() -> mask(x, y), LONG_ROUNDS)
        };
        String[] loops = {
            "no check",
            "a volatile check at each element",
            "two nested loops, a check every 1,024 elements",
            "one loop, a check where `(i & 1023) == 0`"
        };
        System.out.println(
                "how the loop checks\t`int`, 4,096\t`int`, 100 million\t`long`, 4,096"
                        + "\t`double`, 4,096");
        for (int n = 0; n < loops.length; n++) {
            System.out.printf(
                    "%s\t%.1f\t%.1f\t%.1f\t%.1f%n",
                    loops[n],
                    ints[n] / ints[0],
                    longInts[n] / longInts[0],
                    longs[n] / longs[0],
                    doubles[n] / doubles[0]);
        }
    }

    private static double best(LongSupplier loop) {
        return best(loop, ROUNDS);
    }

    private static double best(LongSupplier loop, int rounds) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            result = loop.getAsLong();
            best = Math.min(best, System.nanoTime() - begun);
        }
        return best;
    }

    private static long unseen(int[] x, int[] y) {
        int sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long each(int[] x, int[] y) {
        int sum = 0;
        for (int i = 0; i < x.length && !stop; i++) {
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long nested(int[] x, int[] y) {
        int sum = 0;
        for (int done = 0; done < x.length && !stop; done += 1024) {
            int end = Math.min(done + 1024, x.length);
            for (int i = done; i < end; i++) {
                sum += x[i] * y[i];
            }
        }
        return (long) sum;
    }

    private static long mask(int[] x, int[] y) {
        int sum = 0;
        for (int i = 0; i < x.length; i++) {
            if ((i & 1023) == 0 && stop) {
                break;
            }
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long unseen(long[] x, long[] y) {
        long sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long each(long[] x, long[] y) {
        long sum = 0;
        for (int i = 0; i < x.length && !stop; i++) {
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long nested(long[] x, long[] y) {
        long sum = 0;
        for (int done = 0; done < x.length && !stop; done += 1024) {
            int end = Math.min(done + 1024, x.length);
            for (int i = done; i < end; i++) {
                sum += x[i] * y[i];
            }
        }
        return (long) sum;
    }

    private static long mask(long[] x, long[] y) {
        long sum = 0;
        for (int i = 0; i < x.length; i++) {
            if ((i & 1023) == 0 && stop) {
                break;
            }
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long unseen(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long each(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length && !stop; i++) {
            sum += x[i] * y[i];
        }
        return (long) sum;
    }

    private static long nested(double[] x, double[] y) {
        double sum = 0;
        for (int done = 0; done < x.length && !stop; done += 1024) {
            int end = Math.min(done + 1024, x.length);
            for (int i = done; i < end; i++) {
                sum += x[i] * y[i];
            }
        }
        return (long) sum;
    }

    private static long mask(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            if ((i & 1023) == 0 && stop) {
                break;
            }
            sum += x[i] * y[i];
        }
        return (long) sum;
    }
}

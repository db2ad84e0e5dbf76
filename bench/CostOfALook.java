package bench;

import java.util.function.LongSupplier;

/**
 * What a look at a token costs a dot product, in four loops and for three types, as a multiple of
 * the loop without a look. Each figure is the best of many rounds, so another program that takes
 * the processor away does not change it.
 */
public final class CostOfALook {
    private static final int LENGTH = 4_096;
    private static final int ROUNDS = 50_000;

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
        double[] ints = {
            best(() -> unseen(i, i)),
            best(() -> each(i, i)),
            best(() -> nested(i, i)),
            best(() -> mask(i, i))
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
        String[] loops = {
            "no look",
            "a volatile look at each element",
            "two nested loops, a look every 1,024 elements",
            "one loop, a look where `(i & 1023) == 0`"
        };
        System.out.println("how the loop looks\t`int`\t`long`\t`double`");
        for (int n = 0; n < loops.length; n++) {
            System.out.printf(
                    "%s\t%.1f\t%.1f\t%.1f%n",
                    loops[n], ints[n] / ints[0], longs[n] / longs[0], doubles[n] / doubles[0]);
        }
    }

    private static double best(LongSupplier loop) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
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

package bench;

import cancelsafe.lab.explore.Cancel;

import java.time.Duration;
import java.util.Arrays;

/** How long it takes to cancel a body of twenty points at every one of them. */
public final class TwentyPoints {
    private static final int ROUNDS = 200;

    private TwentyPoints() {}

    /** Prints the median of the first, of rounds two to five, and of the last hundred. */
    public static void main(String[] args) {
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            Cancel.everywhere(attempt -> attempt.run(TwentyPoints::body));
            millis[round] = (System.nanoTime() - begun) / 1e6;
        }
        System.out.printf(
                "exploring 20 points: first %.1f ms, rounds 2 to 5 %.1f ms, warm %.1f ms%n",
                millis[0],
                median(Arrays.copyOfRange(millis, 1, 5)),
                median(Arrays.copyOfRange(millis, ROUNDS - 100, ROUNDS)));
    }

    private static void body() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            Thread.sleep(Duration.ofHours(1));
        }
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

package cancelsafe.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The values that a test watches. */
public final class WatchedValues {
    private static final String LOCKED = "locked";

    private final List<String> names = new ArrayList<>();
    private final List<Supplier<?>> suppliers = new ArrayList<>();

    /** Adds a value; reading it may block. */
    public void add(String name, Supplier<?> value) {
        names.add(name);
        suppliers.add(value);
    }

    /** Their names, in order. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Reads all values, one after the other; a value that is never reached stays locked. */
    public final class Reading implements Runnable {
        private final String[] seen = new String[suppliers.size()];
        private boolean over;

        /** A reading that has not begun. */
        public Reading() {
            Arrays.fill(seen, LOCKED);
        }

        @Override
        public void run() {
            for (int i = 0; i < seen.length; i++) {
                String value = read(suppliers.get(i));
                if (over) {
                    return;
                }
                seen[i] = value;
            }
        }

        /** What a reader that waits finds later is lost: that was another moment. */
        void end() {
            over = true;
        }

        private static String read(Supplier<?> supplier) {
            try {
                return String.valueOf(supplier.get());
            } catch (RuntimeException | Error e) {
                return e.getClass().getSimpleName();
            }
        }

        /** The values as text. */
        public List<String> seen() {
            return List.of(seen);
        }
    }
}

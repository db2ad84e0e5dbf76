package cancelsafe.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The values that a test watches. */
final class Watches {
    private static final String LOCKED = "locked";

    private final List<String> names = new ArrayList<>();
    private final List<Supplier<?>> suppliers = new ArrayList<>();

    void add(String name, Supplier<?> value) {
        names.add(name);
        suppliers.add(value);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** A look at all values, one after the other; a value that is never reached stays locked. */
    final class Look implements Runnable {
        private final String[] seen = new String[suppliers.size()];
        private boolean over;

        Look() {
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
        void isOver() {
            over = true;
        }

        private static String read(Supplier<?> supplier) {
            try {
                return String.valueOf(supplier.get());
            } catch (RuntimeException | Error e) {
                return e.getClass().getSimpleName();
            }
        }

        List<String> seen() {
            return List.of(seen);
        }
    }
}

package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The state is in a queue with one place; who has taken it puts it back, healthy or poisoned. */
public class PoisonedLock<S> {
    private record Guarded<S>(S state, boolean poisoned) {}

    private final BlockingQueue<Guarded<S>> place = new ArrayBlockingQueue<>(1);

    public PoisonedLock(S state) {
        place.add(new Guarded<>(state, false));
    }

    public <T> T perform(Section<S, T> section) throws Exception {
        Guarded<S> taken = place.take();
        boolean poisoned = true;
        try {
            if (taken.poisoned()) {
                throw new Poisoned();
            }
            T result = section.run(taken.state());
            poisoned = false;
            return result;
        } finally {
            place.add(new Guarded<>(taken.state(), poisoned));
        }
    }

    public void clearPoison(Section<S, ?> repair) throws Exception {
        Guarded<S> taken = place.take();
        Guarded<S> back = taken;
        try {
            if (taken.poisoned()) {
                repair.run(taken.state());
                back = new Guarded<>(taken.state(), false);
            }
        } finally {
            place.add(back);
        }
    }
}

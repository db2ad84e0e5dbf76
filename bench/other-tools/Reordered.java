package bench;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Two threads raise their own flag and look at the other's. In every order of these four steps at
 * least one of them sees the other's flag; on a real machine both may see none. The lab, which
 * runs the threads in orders, cannot show that, and since the flags are opaque it is no data race
 * either. Run by {@code bench/jcstress}.
 */
@JCStressTest
@Description("Each raises its flag, then looks at the other's.")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both saw the other's flag")
@Outcome(id = {"0, 1", "1, 0"}, expect = Expect.ACCEPTABLE, desc = "one was earlier")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "in no order of the steps")
@State
public class Reordered {
    private static final VarHandle LEFT;
    private static final VarHandle RIGHT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LEFT = lookup.findVarHandle(Reordered.class, "left", int.class);
            RIGHT = lookup.findVarHandle(Reordered.class, "right", int.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unused") // by its handle
    private int left;

    @SuppressWarnings("unused") // by its handle
    private int right;

    @Actor
    public void left(II_Result result) {
        LEFT.setOpaque(this, 1);
        result.r1 = (int) RIGHT.getOpaque(this);
    }

    @Actor
    public void right(II_Result result) {
        RIGHT.setOpaque(this, 1);
        result.r2 = (int) LEFT.getOpaque(this);
    }
}

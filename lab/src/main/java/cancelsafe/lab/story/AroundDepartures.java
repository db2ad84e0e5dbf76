package cancelsafe.lab.story;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which steps of a long run are told besides its last ones: those around its first departures. */
public final class AroundDepartures {
    private AroundDepartures() {}

    /**
     * The numbers of these steps, from 0.
     *
     * @param departures the steps with which the schedule departs from the expected one
     * @param steps how many there are in all
     * @param around how many are told before a departure, and from it on
     * @param most how many are told at most
     */
    public static SortedSet<Integer> of(List<Integer> departures, int steps, int around, int most) {
        TreeSet<Integer> told = new TreeSet<>();
        for (int departure : departures) {
            for (int i = departure - around; i < departure + around; i++) {
                if (told.size() < most && i >= 0 && i < steps) {
                    told.add(i);
                }
            }
        }
        return told;
    }
}

package cancelsafe.given;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A street whose inhabitants are counted, house by house; each visit takes a while.
 *
 * <p>Kata 2.9 ResumableTask.
 */
public final class Survey {
    private static final Duration WALK = Duration.ofMinutes(5);

    private final int[] people;
    private final List<Integer> begun = new ArrayList<>();
    private final List<Integer> visited = new ArrayList<>();

    /** A street with so many people in each of its houses. */
    public Survey(int... people) {
        this.people = people.clone();
    }

    /** How many houses there are. */
    public int houses() {
        return people.length;
    }

    /**
     * Walks to a house and asks how many people live there.
     *
     * @param house 0 for the first
     * @throws InterruptedException if the calling thread is interrupted during the visit, which is
     *     not made then
     */
    public int visit(int house) throws InterruptedException {
        begun.add(house);
        Thread.sleep(WALK);
        visited.add(house);
        return people[house];
    }

    /** How many people live in the first {@code houses} houses; for tests. */
    public int peopleIn(int houses) {
        return Arrays.stream(people, 0, houses).sum();
    }

    /** The visits that were begun, in order; for tests. */
    public List<Integer> begun() {
        return List.copyOf(begun);
    }

    /** The visits that were made, in order; for tests. */
    public List<Integer> visited() {
        return List.copyOf(visited);
    }
}

package cancelsafe.lab.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the decisions of one run took, in the sequence in which they were asked for, and the text
 * that a story shows for them.
 *
 * @param taken the number of the alternative, from 0, for each decision
 */
record Decisions(List<Integer> taken) {
    private static final Pattern PAIRS = Pattern.compile("\\d{1,6}:\\d{1,3}( \\d{1,6}:\\d{1,3})*");

    Decisions {
        taken = List.copyOf(taken);
    }

    /**
     * The decisions that {@link #encode} has written.
     *
     * @throws IllegalArgumentException if the text is no schedule
     */
    static Decisions parse(String schedule) {
        if (!PAIRS.matcher(schedule).matches()) {
            throw new IllegalArgumentException(
                    "\""
                            + schedule
                            + "\" is not a schedule: copy the one that the failure names, such as"
                            + " 12:1 30:2");
        }
        List<Integer> taken = new ArrayList<>();
        for (String pair : schedule.split(" ", -1)) {
            int colon = pair.indexOf(':');
            int number = Integer.parseInt(pair.substring(0, colon));
            while (taken.size() <= number) {
                taken.add(0);
            }
            taken.set(number, Integer.parseInt(pair.substring(colon + 1)));
        }
        return new Decisions(taken);
    }

    /** What the decision with this number took; the first alternative where nothing is written. */
    int get(int number) {
        return number < taken.size() ? taken.get(number) : 0;
    }

    /** Only what departs from the first alternative; see {@link ScheduleSearch#encode}. */
    String encode() {
        String departures =
                IntStream.range(0, taken.size())
                        .filter(i -> taken.get(i) > 0)
                        .mapToObj(i -> i + ":" + taken.get(i))
                        .collect(Collectors.joining(" "));
        return departures.isEmpty() ? "0:0" : departures;
    }
}

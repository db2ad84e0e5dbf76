package cancelsafe.lab.hook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of all sites of this virtual machine. Woven code carries only the number; equal sites
 * have equal numbers, so weaving a class again does not make the table grow.
 */
public final class LocationTable {
    private static final List<CodeLocation> BY_NUMBER = new ArrayList<>();
    private static final Map<CodeLocation, Integer> NUMBERS = new HashMap<>();

    private LocationTable() {}

    /** The number of {@code site}, from 0. */
    public static synchronized int number(CodeLocation site) {
        return NUMBERS.computeIfAbsent(
                site,
                s -> {
                    BY_NUMBER.add(s);
                    return BY_NUMBER.size() - 1;
                });
    }

    /**
     * The site with this number.
     *
     * @throws IndexOutOfBoundsException if no site has it
     */
    public static synchronized CodeLocation get(int number) {
        return BY_NUMBER.get(number);
    }
}

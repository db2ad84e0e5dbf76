package cancelsafe.lab.real;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code java -cp <lab, library and driver> cancelsafe.lab.real.Main --weave PREFIX LibraryDriver}:
 * judges a driver from the command line.
 *
 * <p>Ends with 0 if it held, 1 if a promise was broken, 2 if the call was wrong, 3 if nothing was
 * judged, 4 if several explorations did not agree.
 */
public final class Main {
    private static final String USAGE =
            """
            usage: java -cp CLASSPATH cancelsafe.lab.real.Main OPTIONS DRIVER
              --weave PREFIX        prefix of the library's class names (may be repeated)
              --named TEXT          the library, as the report calls it
              --without PROMISE=WHY leave signal, flag, state, calm or end unjudged
              --limit MILLIS        for each body; the default is 10000
              --thread NAME         interrupt this thread of the library, not the body's
              --interrupts N        up to N interrupts in one run
              --late                also interrupt at each point while the thread waits
              --times N             explore N times and say whether all agree
            """;

    private static final int WRONG_CALL = 2;
    private static final int NO_AGREEMENT = 4;

    private Main() {}

    /** Judges; does not return, since a library may have left threads behind. */
    public static void main(String[] arguments) {
        int exit;
        try {
            exit = run(new ArrayDeque<>(List.of(arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            exit = WRONG_CALL;
        }
        System.out.flush();
        // a shutdown hook of the library may wait for what has been given up
        Runtime.getRuntime().halt(exit);
    }

    private static int run(Deque<String> arguments) {
        RealThreads how = RealThreads.weaving(prefixes(arguments));
        int times = 1;
        while (arguments.size() > 1) {
            String option = arguments.pop();
            if (option.equals("--late")) {
                how = how.late();
                continue;
            }
            String value = arguments.pop();
            switch (option) {
                case "--weave" -> {} // read before
                case "--named" -> how = how.named(value);
                case "--without" -> how = without(how, value);
                case "--limit" -> how = how.limit(Duration.ofMillis(number(option, value)));
                case "--thread" -> how = how.onThread(value);
                case "--interrupts" -> how = how.interrupts(number(option, value));
                case "--times" -> times = number(option, value);
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("name the driver's class");
        }
        return judge(how, driver(arguments.pop()), times);
    }

    private static String[] prefixes(Deque<String> arguments) {
        List<String> all = List.copyOf(arguments);
        return IntStream.range(0, all.size() - 1)
                .filter(i -> all.get(i).equals("--weave"))
                .mapToObj(i -> all.get(i + 1))
                .toArray(String[]::new);
    }

    /** Prints the first report of each verdict that it comes to. */
    private static int judge(RealThreads how, Class<? extends LibraryDriver> driver, int times) {
        Map<Judgement.Verdict, Integer> often = new EnumMap<>(Judgement.Verdict.class);
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < times; i++) {
            Judgement judgement = how.judge(driver);
            if (often.merge(judgement.verdict(), 1, Integer::sum) == 1) {
                System.out.print(i == 0 ? "" : System.lineSeparator());
                System.out.println(judgement.text());
            }
            texts.add(judgement.text());
        }
        if (times > 1) {
            String counts =
                    often.entrySet().stream()
                            .map(e -> e.getValue() + " " + e.getKey().words())
                            .collect(Collectors.joining(", "));
            System.out.printf(
                    "%n%d explorations: %s%s%n",
                    times, counts, texts.size() == 1 ? ", all reports equal" : "");
        }
        return often.size() > 1 ? NO_AGREEMENT : exit(often.keySet().iterator().next());
    }

    private static int exit(Judgement.Verdict verdict) {
        return switch (verdict) {
            case HELD -> 0;
            case BROKEN -> 1;
            case NOT_JUDGED -> 3;
        };
    }

    private static RealThreads without(RealThreads how, String value) {
        String[] parts = value.split("=", 2);
        Promise promise =
                Arrays.stream(Promise.values())
                        .filter(p -> p.word().equals(parts[0].toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'%s' is not a promise; choose from %s"
                                                        .formatted(parts[0], words())));
        return how.without(promise, parts.length < 2 ? "" : parts[1]);
    }

    private static String words() {
        return Arrays.stream(Promise.values()).map(Promise::word).collect(Collectors.joining(", "));
    }

    private static int number(String option, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "%s takes a positive number, not '%s'".formatted(option, value));
    }

    private static Class<? extends LibraryDriver> driver(String name) {
        try {
            Class<?> type = Class.forName(name, false, ClassLoader.getSystemClassLoader());
            if (LibraryDriver.class.isAssignableFrom(type)) {
                return type.asSubclass(LibraryDriver.class);
            }
            throw new IllegalArgumentException(
                    name + " does not implement " + LibraryDriver.class.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no class " + name + " is on the class path");
        }
    }
}

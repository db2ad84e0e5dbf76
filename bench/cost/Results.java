package cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Turns the CSV file of JMH into the figures of the appendix. */
public final class Results {
    /** A measurement; the range is that of JMH's error at 99.9 %. */
    private record Cost(String type, String what, long size, double nanos, double error) {
        static Cost of(String line) {
            String[] cell = line.replace("\"", "").split(",", -1);
            String name = cell[0].substring("cost.".length());
            int dot = name.indexOf('.');
            return new Cost(
                    name.substring(0, dot),
                    words(name.substring(dot + 1)),
                    cell.length > 7 && !cell[7].isEmpty() ? Long.parseLong(cell[7]) : 0,
                    Double.parseDouble(cell[4]),
                    cell[5].equals("NaN") ? 0 : Double.parseDouble(cell[5]));
        }

        private static String words(String camelCase) {
            return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        }
    }

    private Results() {}

    /** Arguments: the CSV file, the folder of the figures. */
    public static void main(String[] arguments) throws IOException {
        List<Cost> costs =
                Files.readAllLines(Path.of(arguments[0])).stream().skip(1).map(Cost::of).toList();
        Path folder = Path.of(arguments[1]);
        Files.write(folder.resolve("cost-of-checks.bars"), bars(costs, "Checks"));
        Files.write(folder.resolve("cost-of-calls.bars"), bars(costs, "Calls"));
        Files.write(folder.resolve("cost-in-loops.bars"), ratios(costs));
    }

    private static List<String> bars(List<Cost> costs, String type) {
        List<String> lines = new ArrayList<>(List.of("# made by bench/costs", "unit nanoseconds"));
        costs.stream()
                .filter(cost -> cost.type().equals(type))
                .sorted(Comparator.comparingDouble(Cost::nanos))
                .map(cost -> line(cost.what(), cost.nanos(), cost.error()))
                .forEach(lines::add);
        return lines;
    }

    /** Each loop as a multiple of the one without a check, over the same size. */
    private static List<String> ratios(List<Cost> costs) {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "# made by bench/costs",
                                "unit times the loop without a check"));
        for (Cost plain : costs) {
            if (plain.what().equals("no check")) {
                lines.add("group %,d elements".formatted(plain.size()));
                for (Cost cost : costs) {
                    if (cost.type().equals("Loops")
                            && cost.size() == plain.size()
                            && !cost.what().equals("no check")) {
                        double ratio = cost.nanos() / plain.nanos();
                        double error =
                                ratio
                                        * (cost.error() / cost.nanos()
                                                + plain.error() / plain.nanos());
                        lines.add(line(cost.what(), ratio, error));
                    }
                }
            }
        }
        return lines;
    }

    private static String line(String what, double value, double error) {
        return "%s: %.2f %.2f %.2f"
                .formatted(what, value, Math.max(value - error, value / 10), value + error);
    }
}

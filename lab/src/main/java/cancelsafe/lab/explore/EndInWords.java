package cancelsafe.lab.explore;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.LineTrace.LineReached;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.run.WovenFrames;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the body of a run ended, as a clause: the same words in every run that ends so. */
final class EndInWords {
    private static final int LONGEST = 120;

    /** Identity hash codes, and names of temporary folders, differ from run to run. */
    private static final Pattern HASH = Pattern.compile("@[0-9a-f]{1,8}\\b");

    private final Run run;
    private final String source;

    /**
     * A run that has ended.
     *
     * @param source name of the file whose lines the reader knows best
     */
    EndInWords(Run run, String source) {
        this.run = run;
        this.source = source;
    }

    String clause() {
        return switch (run.end()) {
            case RunEnd.Finished(Object value, Throwable thrown, boolean interrupted) ->
                    (thrown == null ? "the body returned" + value(value) : threw(thrown))
                            + (interrupted ? ", with the interrupt status set" : "");
            case RunEnd.Crashed(CodeLocation site, _) -> "the process died at " + site.where();
            default -> "the body has not ended" + lastLine();
        };
    }

    private String threw(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String message = thrown.getMessage();
        return "the body threw "
                + thrown.getClass().getSimpleName()
                + (message == null || message.isBlank() ? "" : ": " + steady(message))
                + Arrays.stream(stack)
                        .filter(f -> source.equals(f.getFileName()))
                        .findFirst()
                        .or(() -> WovenFrames.innermost(stack))
                        .map(f -> ", at " + f.getFileName() + ":" + f.getLineNumber())
                        .orElse("");
    }

    /** The values of other types may say something else in each run. */
    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String s -> " \"" + steady(s) + "\"";
            case Enum<?> e -> " " + e.name();
            case Boolean b -> " " + b;
            case Integer i -> " " + i;
            case Long l -> " " + l;
            default -> " a value of " + value.getClass().getTypeName();
        };
    }

    private static String steady(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        String plain = HASH.matcher(line).replaceAll("");
        String temporary = System.getProperty("java.io.tmpdir");
        if (temporary != null && !temporary.isEmpty()) {
            String folder = Matcher.quoteReplacement(".../");
            plain = plain.replaceAll(Pattern.quote(temporary) + "/?[^\\s/]*/", folder);
        }
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
    }

    /** Where the thread of the body was last in the file that the reader knows. */
    private String lastLine() {
        List<LineReached> lines = run.lines().lines().reversed();
        return lines.stream()
                .filter(l -> l.site().file().equals(source) && isBody(l.thread()))
                .findFirst()
                .or(() -> lines.stream().filter(l -> isBody(l.thread())).findFirst())
                .map(l -> ": it was last at " + l.site().where())
                .orElse("");
    }

    private boolean isBody(Thread thread) {
        return run.name(thread).equals("body");
    }
}

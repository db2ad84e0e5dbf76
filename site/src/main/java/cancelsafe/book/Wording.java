package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that the book does not use, in the prose of the chapters that {@code chapters/plain.txt}
 * lists. Code, names and addresses may contain them.
 */
public final class Wording {
    private static final Map<Pattern, String> AVOIDED = new LinkedHashMap<>();

    static {
        avoid("whoever|somebody|nobody|everybody|anybody", "name the actor");
        avoid(
                "(?:a|an|the|each|every|no|one|first|second|last|next|this|its|their) looks?",
                "say check");
        avoid("surprises?", "say preemption or delay");
        avoid("in (?:every|any|each|either) order|orders of", "say interleaving");
        avoid("stands", "say is, or name what it does");
        avoid("(?:what|has|have) becomes? of", "say what happens to it");
        avoid("been told and is", "say that cancellation was requested");
        avoid("throws on|hands on", "say rethrows, passes on");
        avoid("shall|dearer|the last but one", "use a common word");
        avoid("simply|just|easy|easily|note that", "leave it out");
    }

    private static final Pattern CODE_FENCE = Pattern.compile("-{4,}|\\.{4,}|\\+{4,}");
    private static final Pattern NO_PROSE =
            Pattern.compile("`[^`]*`|\\S+::\\S*\\[|(?:link:|https?:)[^\\s\\[]*|<<[^,>]*");

    private Wording() {}

    private static void avoid(String words, String advice) {
        AVOIDED.put(Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE), advice);
    }

    /**
     * What should be worded otherwise, a sentence each.
     *
     * @throws UncheckedIOException if a text cannot be read
     */
    public static List<String> problems(Book book) {
        Path list = book.root().resolve("chapters/plain.txt");
        List<String> problems = new ArrayList<>();
        for (String folder : Files.exists(list) ? lines(list) : List.<String>of()) {
            Path text = book.root().resolve("chapters").resolve(folder).resolve("chapter.adoc");
            read(book.root().relativize(text).toString(), lines(text), problems);
        }
        return problems;
    }

    private static void read(String file, List<String> lines, List<String> problems) {
        boolean isCode = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (CODE_FENCE.matcher(line).matches()) {
                isCode = !isCode;
            } else if (!isCode && !line.startsWith("[") && !line.startsWith("//")) {
                String prose = NO_PROSE.matcher(line).replaceAll(" ");
                int number = i + 1;
                AVOIDED.forEach(
                        (words, advice) -> {
                            Matcher found = words.matcher(prose);
                            if (found.find()) {
                                problems.add(
                                        "%s:%d: \"%s\": %s"
                                                .formatted(file, number, found.group(), advice));
                            }
                        });
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

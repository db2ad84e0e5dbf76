package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of a chapter's text.
 *
 * @param id its address in the page of the chapter; empty if the text gives none
 * @param title its heading, in AsciiDoc
 * @param lines of its text, in AsciiDoc, without the heading
 */
public record Section(Chapter chapter, String id, String title, List<String> lines) {
    private static final String HEADING = "== ";
    private static final Pattern ID = Pattern.compile("\\[#([\\w-]+).*\\]");

    public Section {
        lines = List.copyOf(lines);
    }

    /** The sections of a chapter, in order; none if it has no text. */
    static List<Section> of(Chapter chapter) {
        if (!chapter.hasText()) {
            return List.of();
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(chapter.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Section> sections = new ArrayList<>();
        String announced = "";
        String id = "";
        int heading = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher address = ID.matcher(line);
            if (address.matches()) {
                announced = address.group(1);
            } else if (line.startsWith(HEADING)) {
                if (heading >= 0) {
                    sections.add(section(chapter, id, lines.subList(heading, i)));
                }
                id = announced;
                announced = "";
                heading = i;
            }
        }
        if (heading >= 0) {
            sections.add(section(chapter, id, lines.subList(heading, lines.size())));
        }
        return sections;
    }

    private static Section section(Chapter chapter, String id, List<String> lines) {
        String title = lines.getFirst().substring(HEADING.length()).strip();
        return new Section(chapter, id, title, lines.subList(1, lines.size()));
    }

    /** Whether it leads its reader to a kata. */
    public boolean leadsTo(Kata kata) {
        return lines.stream().anyMatch(line -> line.startsWith("kata::" + kata.id() + "["));
    }
}

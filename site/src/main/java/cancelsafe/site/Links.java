package cancelsafe.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether every link of the built pages leads somewhere, and no page styles itself. */
final class Links {
    private static final Pattern LINK = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");

    private static final Pattern STYLE = Pattern.compile("<style\\b|<[^>]*\\sstyle=[^>]*>");

    private final Path folder;
    private final Map<Path, Set<String>> ids = new HashMap<>();

    Links(Path folder) {
        this.folder = folder;
    }

    /**
     * The links of these pages that lead nowhere, the anchors set twice, and the inline styles,
     * which the pages' own security policy forbids; a sentence each.
     */
    List<String> dead(List<Path> pages) throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages) {
            String html = Files.readString(page);
            Set<String> seen = new HashSet<>();
            Matcher id = ID.matcher(html);
            while (id.find()) {
                if (!seen.add(id.group(1))) {
                    dead.add(folder.relativize(page) + ": two places are called #" + id.group(1));
                }
            }
            Matcher style = STYLE.matcher(html);
            boolean mayStyle = html.contains("<style") || html.contains(" style=");
            if (mayStyle && style.find()) { // the pattern takes seconds for the whole book
                dead.add(
                        "%s: an inline style, which the page's policy forbids: %s"
                                .formatted(folder.relativize(page), style.group()));
            }
            Matcher link = LINK.matcher(html);
            while (link.find()) {
                if (!leadsSomewhere(page, link.group(1))) {
                    dead.add(folder.relativize(page) + ": dead link " + link.group(1));
                }
            }
        }
        return dead;
    }

    private boolean leadsSomewhere(Path page, String link) throws IOException {
        if (link.startsWith("https://") || link.startsWith("http://") || link.startsWith("data:")) {
            return true; // another host is asked by the reader, not by the build
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        return Files.isRegularFile(target)
                && (hash < 0 || idsOf(target).contains(link.substring(hash + 1)));
    }

    private Set<String> idsOf(Path page) throws IOException {
        Set<String> known = ids.get(page);
        if (known == null) {
            known = new HashSet<>();
            Matcher id = ID.matcher(Files.readString(page));
            while (id.find()) {
                known.add(id.group(1));
            }
            ids.put(page, known);
        }
        return known;
    }
}

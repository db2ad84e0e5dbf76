package cancelsafe.site.listing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table that is kept as tab-separated text: the first line names the columns, each further line
 * is a row, and a line that begins with {@code #} is a remark that is shown below. A row's address
 * is made of its first cell.
 */
public final class DataTable {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9][0-9,._]*(?: ?(?:%|ns|µs|ms|s|B|kB|MB))?");

    /** Cells of this column are code. */
    private static final String CALL = "call";

    private final String name;
    private final List<String> head;
    private final List<List<String>> rows;
    private final List<String> remarks;
    private final List<Boolean> numbers;
    private final List<String> problems = new ArrayList<>();

    /** A row: its address in the page, what its first cell says, and what the others say. */
    public record Row(String id, String title, String said) {}

    private DataTable(String name, List<String> lines) {
        this.name = name;
        this.remarks =
                lines.stream()
                        .filter(l -> l.startsWith("#"))
                        .map(l -> l.substring(1).strip())
                        .toList();
        List<List<String>> cells = new ArrayList<>();
        int columns = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> row = List.of(line.split("\t", -1));
            columns = columns == 0 ? row.size() : columns;
            if (row.size() == columns) {
                cells.add(row);
            } else {
                problems.add(
                        "%d: a row with %d cells below %d columns"
                                .formatted(i + 1, row.size(), columns));
            }
        }
        if (cells.size() < 2) {
            problems.add("1: a table has a line of headings and at least one row");
        }
        this.head = cells.isEmpty() ? List.of() : cells.getFirst();
        this.rows = cells.isEmpty() ? List.of() : cells.subList(1, cells.size());
        this.numbers = new ArrayList<>();
        for (int c = 0; c < head.size(); c++) {
            int column = c;
            numbers.add(
                    rows.stream().anyMatch(r -> !isNothing(r.get(column)))
                            && rows.stream()
                                    .map(r -> r.get(column))
                                    .allMatch(v -> isNothing(v) || NUMBER.matcher(v).matches()));
        }
    }

    /**
     * Reads a table.
     *
     * @param name of its file without {@code .tsv}; no other table of the page has it
     */
    public static DataTable of(String name, String text) {
        return new DataTable(name, text.lines().toList());
    }

    /** What is wrong with it: line, colon, sentence. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Its rows, in order. */
    public List<Row> rows() {
        List<Row> found = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (List<String> row : rows) {
            String id = name + "-" + slug(row.getFirst());
            String unique = id;
            for (int n = 2; !taken.add(unique); n++) {
                unique = id + "-" + n;
            }
            found.add(
                    new Row(
                            unique,
                            row.getFirst().replace("`", ""),
                            String.join(", ", row.subList(1, row.size())).replace("`", "")));
        }
        return found;
    }

    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "row" : slug;
    }

    private static boolean isNothing(String cell) {
        return cell.isBlank() || cell.equals("-");
    }

    /**
     * The table. A script makes it sortable and adds a field to search it.
     *
     * @param caption what it shows, as HTML
     */
    public String html(String caption) {
        StringBuilder heads = new StringBuilder();
        for (int c = 0; c < head.size(); c++) {
            heads.append(
                    "<th scope=\"col\"%s>%s</th>".formatted(role(c), Html.inline(head.get(c))));
        }
        StringBuilder body = new StringBuilder();
        List<Row> addresses = rows();
        for (int r = 0; r < rows.size(); r++) {
            row(body, addresses.get(r).id(), rows.get(r));
        }
        String below =
                remarks.stream()
                        .map(r -> "<p class=\"source\">" + Html.inline(r) + "</p>\n")
                        .collect(Collectors.joining());
        return figure(
                name,
                caption.isEmpty() ? Html.escape(name) : caption,
                heads.toString(),
                body.toString(),
                below);
    }

    /** What all tables have around them, so that the script finds them; the parts are HTML. */
    public static String figure(
            String id, String caption, String heads, String rows, String below) {
        return """
        <figure class="data wide" id="%s"><figcaption class="bar"><span>%s</span></figcaption>
        <div class="scroll" tabindex="0" role="group" aria-label="%s"><table>
        <thead><tr>%s</tr></thead>
        <tbody>
        %s</tbody></table></div>
        %s</figure>
        """
                .formatted(id, caption, caption.replaceAll("<[^>]+>", ""), heads, rows, below);
    }

    /** The head of a row, with the row's address; the first cell is HTML. */
    public static String rowHead(String id, String first) {
        return "<tr id=\"%1$s\"><th scope=\"row\">%2$s<a aria-label=\"Link to this row\" class=\"anchor\" href=\"#%1$s\"></a></th>"
                .formatted(id, first);
    }

    private String role(int column) {
        return numbers.get(column) ? " class=\"number\"" : "";
    }

    private void row(StringBuilder html, String id, List<String> row) {
        html.append(rowHead(id, JdkDocs.linked(cell(0, row.getFirst()))));
        for (int c = 1; c < row.size(); c++) {
            html.append("<td%s>%s</td>".formatted(role(c), cell(c, row.get(c))));
        }
        html.append("</tr>\n");
    }

    private String cell(int column, String text) {
        if (isNothing(text)) {
            return "–";
        }
        return head.get(column).equals(CALL) && !text.contains("`")
                ? "<code>" + Html.escape(text) + "</code>"
                : Html.inline(text);
    }
}

package cancelsafe.site.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Tokens and what hangs on them, from the left to the right. A line is a token, indented by two
 * spaces below its parent; after a colon stands what became of it. {@code cancelled} has the colour
 * of the cancellation, and an {@code !} marks where it came from.
 */
final class TokenTree {
    private static final double ROW = 46;
    private static final double BOX = 28;
    private static final double GAP = 44;
    private static final double APART = 20;

    private static final class Node {
        final String name;
        final String state;
        final boolean origin;
        final int depth;
        final List<Node> children = new ArrayList<>();
        double y;

        Node(String name, String state, boolean origin, int depth) {
            this.name = name;
            this.state = state;
            this.origin = origin;
            this.depth = depth;
        }

        String role() {
            if (origin) {
                return "origin";
            }
            return state.startsWith("cancelled") ? "struck" : "plain";
        }
    }

    private final Svg svg = new Svg();
    private final List<Double> columns = new ArrayList<>();
    private double next = 2;

    private TokenTree() {}

    static Svg draw(String text) throws FigureException {
        List<Node> roots = new ArrayList<>();
        List<Node> all = parse(text, roots);
        TokenTree tree = new TokenTree();
        tree.measure(all);
        for (Node root : roots) {
            tree.place(root);
            tree.next += APART;
        }
        roots.forEach(tree::draw);
        return tree.svg;
    }

    private static List<Node> parse(String text, List<Node> roots) throws FigureException {
        List<Node> all = new ArrayList<>();
        List<Node> open = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int spaces = line.length() - line.stripLeading().length();
            int depth = spaces / 2;
            if (spaces % 2 != 0 || depth > open.size()) {
                throw new FigureException(
                        i + 1, "a token must be indented by two spaces more than its parent");
            }
            Node node = node(line.strip(), depth);
            open.subList(depth, open.size()).clear();
            (depth == 0 ? roots : open.getLast().children).add(node);
            open.add(node);
            all.add(node);
        }
        if (all.isEmpty()) {
            throw new FigureException(1, "there is no token in it");
        }
        return all;
    }

    private static Node node(String line, int depth) {
        boolean origin = line.startsWith("!");
        String rest = origin ? line.substring(1).strip() : line;
        int colon = rest.indexOf(": ");
        return colon < 0
                ? new Node(rest, "", origin, depth)
                : new Node(
                        rest.substring(0, colon).strip(),
                        rest.substring(colon + 1).strip(),
                        origin,
                        depth);
    }

    private static double boxWidth(Node node) {
        return Svg.widthOf(node.name) + 20;
    }

    /** A column is as wide as its widest token, and what became of it. */
    private void measure(List<Node> all) {
        double x = 2;
        for (int depth = 0; ; depth++) {
            int here = depth;
            List<Node> column = all.stream().filter(n -> n.depth == here).toList();
            if (column.isEmpty()) {
                return;
            }
            columns.add(x);
            x +=
                    GAP
                            + column.stream()
                                    .mapToDouble(
                                            n ->
                                                    Math.max(
                                                            boxWidth(n),
                                                            Svg.widthOf(n.state) * 0.9 + 4))
                                    .max()
                                    .orElse(0);
        }
    }

    private void place(Node node) {
        if (node.children.isEmpty()) {
            node.y = next;
            next += ROW;
            return;
        }
        node.children.forEach(this::place);
        node.y = (node.children.getFirst().y + node.children.getLast().y) / 2;
    }

    private void draw(Node node) {
        double x = columns.get(node.depth);
        for (Node child : node.children) {
            boolean reached = !node.role().equals("plain") && !child.role().equals("plain");
            svg.elbow(
                    reached ? "edge cancel" : "edge",
                    x + boxWidth(node),
                    node.y + BOX / 2,
                    columns.get(child.depth),
                    child.y + BOX / 2);
            draw(child);
        }
        svg.box(node.role(), x, node.y, boxWidth(node), BOX);
        svg.text(node.role(), x + 10, node.y + 19, node.name);
        if (!node.state.isEmpty()) {
            String role = node.role().equals("plain") ? "note" : "note cancel";
            svg.text(role, x + 2, node.y + BOX + 13, node.state);
        }
    }
}

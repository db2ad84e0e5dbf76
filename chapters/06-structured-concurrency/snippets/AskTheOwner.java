///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-14

import java.util.concurrent.StructuredTaskScope.*;

final Map<String, List<String>> links =
        Map.of("home", List.of("fares", "map"), "fares", List.of("rules"), "rules", List.of());

List<String> read(String page) throws IOException {
    return Optional.ofNullable(links.get(page)).orElseThrow(() -> new IOException("not found"));
}

// tag::shown[]
Map<String, Subtask<?>> readAll(String first) throws InterruptedException {
    var found = new LinkedBlockingQueue<List<String>>();
    var pages = new TreeMap<String, Subtask<?>>();
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {     // <1>
        found.add(List.of(first));
        for (int reports = 1; reports > 0; reports--) {
            for (String page : found.take()) {                          // <2>
                pages.put(page, scope.fork(() -> report(page, found)));
                reports++;
            }
        }
        scope.join();
    }
    return pages;
}

Void report(String page, Queue<List<String>> found) throws IOException {
    List<String> linked = List.of();
    try {
        linked = read(page);
    } finally {
        found.add(linked);                                              // <3>
    }
    return null;
}
// end::shown[]

void main() throws InterruptedException {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll())) {
        var child = scope.fork(() -> scope.fork(() -> read("fares")));
        scope.join();
        IO.println("the child forks: " + child.exception().getMessage());
    }
    readAll("home").forEach((page, task) -> IO.println(page + ": " + task.state()));
}

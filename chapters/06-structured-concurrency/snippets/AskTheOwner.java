///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-14

final Map<String, List<String>> links =
        Map.of("home", List.of("fares", "map"), "fares", List.of("rules"));

List<String> read(String page) {
    return links.getOrDefault(page, List.of());
}

void byTheChild() throws InterruptedException {
    try (var scope = StructuredTaskScope.open(StructuredTaskScope.Joiner.awaitAll())) {
        var home = scope.fork(() -> {
            for (String page : read("home")) {
                scope.fork(() -> read(page));                           // <1>
            }
            return null;
        });
        scope.join();
        IO.println("by the child: " + home.exception());
    }
}

void byTheOwner() throws InterruptedException {
    var seen = new TreeSet<String>();
    var found = new LinkedBlockingQueue<List<String>>();
    try (var scope = StructuredTaskScope.open()) {
        found.add(List.of("home"));
        for (int answers = 1; answers > 0; answers--) {
            for (String page : found.take()) {                          // <2>
                seen.add(page);
                answers++;
                scope.fork(() -> {
                    found.add(read(page));                              // <3>
                });
            }
        }
        scope.join();
        IO.println("by the owner: " + seen);
    }
}

void main() throws InterruptedException {
    byTheChild();
    byTheOwner();
}

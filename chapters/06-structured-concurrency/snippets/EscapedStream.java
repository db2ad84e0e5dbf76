///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-19

volatile int asked;

String ask(String airline) {
    asked++;
    return "an offer of " + airline;
}

// tag::shown[]
Stream<String> lazily(List<String> airlines) throws InterruptedException {
    try (var scope = StructuredTaskScope.open()) {
        Stream<StructuredTaskScope.Subtask<String>> asking =
                airlines.stream().map(airline -> scope.fork(() -> ask(airline)));
        scope.join();                                                   // <1>
        return asking.map(StructuredTaskScope.Subtask::get);
    }
}

// end::shown[]
List<String> atOnce(List<String> airlines) throws InterruptedException {
    try (var scope = StructuredTaskScope.open()) {
        List<StructuredTaskScope.Subtask<String>> asking =
                airlines.stream().map(airline -> scope.fork(() -> ask(airline))).toList();
        scope.join();
        return asking.stream().map(StructuredTaskScope.Subtask::get).toList();
    }
}

void main() throws InterruptedException {
    // tag::call[]
    Stream<String> offers = lazily(List.of("Aquila"));
    IO.println("lazily:  asked " + asked);
    try {
        IO.println(offers.toList());                                    // <2>
    } catch (IllegalStateException e) {
        IO.println("         " + e.getMessage());
    }
    // end::call[]
    IO.println("at once: " + atOnce(List.of("Aquila")) + ", asked " + asked);
}

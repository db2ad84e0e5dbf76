///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-24

void main() throws IOException {
    Path log = Files.write(Files.createTempFile("app", ".log"), List.of("start", "ERROR", "stop"));

    // tag::shown[]
    var lines = Files.lines(log)
            .onClose(() -> IO.println("the file is closed"));
    for (String line : (Iterable<String>) lines::iterator) {
        if (line.equals("ERROR")) {
            break;                                         // <1>
        }
    }
    IO.println("after the loop");
    lines.close();                                         // <2>

    try (var again = Files.lines(log)
            .onClose(() -> IO.println("the file is closed"))) {
        for (String line : (Iterable<String>) again::iterator) {
            if (line.equals("ERROR")) {
                break;
            }
        }
    }
    IO.println("after the try");
    // end::shown[]
    Files.delete(log);
}

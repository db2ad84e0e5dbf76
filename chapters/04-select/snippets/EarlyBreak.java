///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-24

void main() throws IOException {
    Path log = Files.write(Files.createTempFile("app", ".log"), List.of("start", "ERROR", "stop"));

    var left = Files.lines(log).onClose(() -> IO.println("  the file is closed"));
    IO.println("a loop that is left");
    for (String line : (Iterable<String>) left::iterator) {
        if (line.equals("ERROR")) {
            IO.println("  found");
            break;                                                      // <1>
        }
    }
    IO.println("  and the loop is over");
    left.close();                                                       // <2>

    IO.println("a loop in a try");
    try (var lines = Files.lines(log).onClose(() -> IO.println("  the file is closed"))) {
        for (String line : (Iterable<String>) lines::iterator) {
            if (line.equals("ERROR")) {
                IO.println("  found");
                break;
            }
        }
    }
    IO.println("  and the loop is over");
    Files.delete(log);
}

///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-03 S1-15 S3-52 B-66

record Door(String name, boolean jams) implements AutoCloseable {
    Door {
        IO.println("opens  " + name);
    }

    @Override
    public void close() throws IOException {
        IO.println("closes " + name);
        if (jams) {
            throw new IOException(name + " jams");
        }
    }
}

// tag::shown[]
void visit() throws InterruptedException, IOException {
    try (var house = new Door("house", false);
            var room = new Door("room", true);                          // <1>
            var cupboard = new Door("cupboard", false)) {
        Thread.sleep(1_000);                                            // <2>
        IO.println("never printed");
    }
}
// end::shown[]

void main() {
    Thread.currentThread().interrupt();
    try {
        visit();
    } catch (InterruptedException | IOException e) {
        IO.println("thrown:     " + e.getClass().getSimpleName());
        IO.println("suppressed: " + e.getSuppressed()[0].getMessage());
        IO.println("status set: " + Thread.currentThread().isInterrupted());
    }
}

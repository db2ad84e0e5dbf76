///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-60

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import static java.nio.file.StandardOpenOption.*;

static class Crash extends Error {}

Path folder;
int stepsLeft;

void step() { if (--stepsLeft == 0) throw new Crash(); }

// tag::shown[]
void change(Map<String, String> changes) throws IOException {
    write("journal", changes + "\nEND");                 // <1>
    forceFolder();                                       // <2>
    for (var change : changes.entrySet())
        write(change.getKey(), change.getValue());
    delete("journal");                                   // <3>
}

void recover() throws IOException {
    force("journal");                                    // <4>
    String journal = read("journal");
    if (journal.endsWith("\nEND")) {                     // <5>
        for (var change : parsed(journal).entrySet())
            write(change.getKey(), change.getValue());
    }
    delete("journal");                                   // <6>
}
// end::shown[]

void write(String name, String text) throws IOException {
    try (var out = FileChannel.open(folder.resolve(name), CREATE, WRITE, TRUNCATE_EXISTING)) {
        int half = text.length() / 2;
        out.write(ByteBuffer.wrap(text.substring(0, half).getBytes()));
        step();                                          // half of it is written
        out.write(ByteBuffer.wrap(text.substring(half).getBytes()));
        out.force(true);
    }
    step();
}

void forceFolder() throws IOException {
    try (var entries = FileChannel.open(folder, READ)) { entries.force(true); }
    step();
}

void force(String name) throws IOException {
    var file = folder.resolve(name);
    if (Files.exists(file)) {
        try (var out = FileChannel.open(file, WRITE)) { out.force(true); }
    }
}

void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    step();
}

String read(String name) throws IOException {
    var file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
}

Map<String, String> parsed(String journal) {
    var changes = new TreeMap<String, String>();
    for (String change : journal.replaceAll("[{}]|\nEND", "").split(", "))
        changes.put(change.split("=")[0], change.split("=")[1]);
    return changes;
}

interface Part { void run() throws IOException; }

void crashing(int step, Part part) throws IOException {
    stepsLeft = step;
    try { part.run(); } catch (Crash e) { /* the process is dead */ }
}

void main() throws IOException {
    folder = Files.createTempDirectory("journal");
    for (int n = 1; n <= 8; n++) {
        crashing(0, () -> { write("ledger", "old"); write("stock", "old"); });
        crashing(n, () -> change(new TreeMap<>(Map.of("ledger", "new", "stock", "new"))));
        for (int again : List.of(2, 3, 0)) crashing(again, this::recover);
        IO.println("crash after step " + n + ": ledger " + read("ledger") + ", stock " + read("stock"));
    }
    for (String name : List.of("ledger", "stock")) delete(name);
    Files.delete(folder);
}

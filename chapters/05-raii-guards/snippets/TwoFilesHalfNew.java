///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-19 S3-20

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.*;

final List<String> names = List.of("prices", "stock");
Path folder;
int interruptAt;

// tag::shown[]
void oneAfterTheOther() throws IOException {
    for (String name : names) {
        force(name);                                                    // <1>
        rename(name);
    }
}

void forceAllThenRename() throws IOException {
    for (String name : names) force(name);
    for (String name : names) rename(name);                             // <2>
}
// end::shown[]

void force(String name) throws IOException {
    try (var out = FileChannel.open(folder.resolve(name + ".new"), WRITE)) {
        if (--interruptAt == 0) Thread.currentThread().interrupt();
        out.force(true);
    }
}

void rename(String name) throws IOException {
    Files.move(folder.resolve(name + ".new"), folder.resolve(name), ATOMIC_MOVE);
}

interface Commit { void run() throws IOException; }

void interrupted(String way, int force, Commit commit) throws IOException {
    for (String name : names) {
        Files.writeString(folder.resolve(name), "old");
        Files.writeString(folder.resolve(name + ".new"), "new");
    }
    interruptAt = force;
    try { commit.run(); } catch (IOException e) { Thread.interrupted(); }
    IO.println("%-20s interrupt in force %d: prices %s, stock %s".formatted(way, force,
            Files.readString(folder.resolve("prices")), Files.readString(folder.resolve("stock"))));
}

void main() throws IOException {
    folder = Files.createTempDirectory("shop");
    for (int n = 1; n <= 2; n++) interrupted("one after the other:", n, this::oneAfterTheOther);
    for (int n = 1; n <= 2; n++) interrupted("all forced first:", n, this::forceAllThenRename);
    try (var files = Files.list(folder)) { for (Path file : files.toList()) Files.delete(file); }
    Files.delete(folder);
}

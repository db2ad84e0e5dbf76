///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-55 S3-80 S3-102

import java.io.*;
import java.util.zip.*;

// tag::shown[]
void export(OutputStream file) throws IOException, InterruptedException {
    try (var zip = new ZipOutputStream(file)) {                         // <1>
        for (String month : List.of("january", "february", "march")) {
            byte[] report = report(month);                              // <2>
            zip.putNextEntry(new ZipEntry(month));
            zip.write(report);
        }
    }
}

class Export implements AutoCloseable {
    private final ByteArrayOutputStream draft = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(draft);

    void add(String month) throws IOException, InterruptedException {
        byte[] report = report(month);
        zip.putNextEntry(new ZipEntry(month));
        zip.write(report);
    }

    void finish(OutputStream file) throws IOException {                 // <3>
        zip.finish();
        draft.writeTo(file);
    }

    @Override
    public void close() throws IOException {
        zip.close();                                                    // <4>
    }
}
// end::shown[]

void exportInTwo(OutputStream file) throws IOException, InterruptedException {
    try (var export = new Export()) {
        for (String month : List.of("january", "february", "march")) export.add(month);
        export.finish(file);
    }
}

byte[] report(String month) throws InterruptedException {
    if (month.equals("march")) Thread.currentThread().interrupt();
    Thread.sleep(1);
    return month.getBytes();
}

interface Way { void run(OutputStream file) throws IOException, InterruptedException; }

void cancelled(String name, Way way) throws IOException {
    var file = new ByteArrayOutputStream();
    try { way.run(file); } catch (InterruptedException e) { /* cancelled in march */ }
    var entries = new ArrayList<String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(file.toByteArray()))) {
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) entries.add(e.getName());
    }
    IO.println(name + file.size() + " bytes, entries " + entries);
}

void main() throws IOException {
    cancelled("close() completes the archive: ", this::export);
    cancelled("finish() completes it:         ", this::exportInTwo);
}

package cancelsafe.workbook.worker;

import cancelsafe.lab.weave.Weaver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A worker that goes through its work once, so that its virtual machine can write down what the
 * start of later ones needs. It weaves, and leaves the JDK's own classes as they are: a machine
 * whose core classes were changed cannot write such a cache.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Does what a worker does; to be started with the lab switched off.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        WorkerMain.JudgeAddress address = WorkerMain.JudgeAddress.read(System.in);
        Class<?> any = TestRun.class;
        try (InputStream bytes = any.getResourceAsStream(any.getSimpleName() + ".class")) {
            new Weaver(any.getClassLoader(), _ -> true)
                    .weave(Objects.requireNonNull(bytes).readAllBytes());
        }
        WorkerMain.serve(address);
    }
}

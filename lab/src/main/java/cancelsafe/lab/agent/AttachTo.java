package cancelsafe.lab.agent;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

import java.io.IOException;
import java.nio.file.Path;

/** Loads an agent into a running virtual machine; also the main class of the child that does so. */
public final class AttachTo {
    private AttachTo() {}

    /** Arguments: process id, jar of the agent. */
    public static void main(String[] args) throws IOException {
        attach(Long.parseLong(args[0]), Path.of(args[1]));
    }

    static void attach(long pid, Path jar) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(jar.toString());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException
                | AgentLoadException
                | AgentInitializationException e) {
            throw new IOException(e);
        }
    }
}

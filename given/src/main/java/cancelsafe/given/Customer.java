package cancelsafe.given;

/**
 * A customer as the program has it in memory.
 *
 * <p>Kata 2.2 TornTransfer.
 */
public final class Customer {
    private final int id;
    private String name;

    /** A customer of this name. */
    public Customer(int id, String name) {
        this.id = id;
        this.name = name;
    }

    /** The number under which the store knows the customer. */
    public int id() {
        return id;
    }

    /** The name in memory. */
    public String name() {
        return name;
    }

    /** Changes the name in memory; the store does not notice. */
    public void rename(String newName) {
        name = newName;
    }
}

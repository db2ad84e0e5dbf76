package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/**
 * Two changes that belong together, and a call in between.
 *
 * <p>Given: an auditor and a store, both of whom may wait, and so may be cancelled.
 *
 * <p>Must hold, wherever the cancellation comes: the money of both accounts together stays the
 * same, none of it moves unless the auditor approved, memory says what the store says, and the
 * caller learns of the cancellation.
 */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    // TODO a cancellation can leave the money nowhere
    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        a.take(amount);
        auditor.approve(a, b, amount);
        b.give(amount);
    }

    // TODO the same illness
    public void rename(Customer customer, String name) throws InterruptedException {
        customer.rename(name);
        store.write(customer.id(), name);
    }
}

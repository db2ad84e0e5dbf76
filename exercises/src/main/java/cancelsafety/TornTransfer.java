package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/**
 * Two changes that belong together, with a blocking call in between.
 *
 * <p>Given: an auditor and a store. Both may block, so both are cancellation points.
 *
 * <p>Must hold after a cancellation at any point: the sum of both accounts is unchanged, no money
 * has moved without the auditor's approval, memory agrees with the store, and the caller learns of
 * the cancellation.
 */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    // TODO a cancellation can lose the money
    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        a.take(amount);
        auditor.approve(a, b, amount);
        b.give(amount);
    }

    // TODO the same fault
    public void rename(Customer customer, String name) throws InterruptedException {
        customer.rename(name);
        store.write(customer.id(), name);
    }
}

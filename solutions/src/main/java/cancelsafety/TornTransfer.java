package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Two changes that belong together, after the call that may be cancelled. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        auditor.approve(a, b, amount); // if interrupted here, nothing has changed
        a.take(amount); // from here on there is no cancellation point:
        b.give(amount); // both changes are made, or none
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        store.write(customer.id(), name); // first the change that can fail
        customer.rename(name); // last the change that cannot
    }
}

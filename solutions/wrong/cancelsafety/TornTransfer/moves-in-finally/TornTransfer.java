package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Makes both changes whatever the auditor says. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        a.take(amount);
        try {
            auditor.approve(a, b, amount);
        } finally {
            b.give(amount);
        }
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        store.write(customer.id(), name);
        customer.rename(name);
    }
}

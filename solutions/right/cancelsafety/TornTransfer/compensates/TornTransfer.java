package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Pays back when the auditor is cancelled, or fails in another way. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        a.take(amount);
        boolean approved = false;
        try {
            auditor.approve(a, b, amount);
            approved = true;
        } finally {
            Account receiver = approved ? b : a;
            receiver.give(amount);
        }
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        String before = customer.name();
        customer.rename(name);
        boolean written = false;
        try {
            store.write(customer.id(), name);
            written = true;
        } finally {
            if (!written) {
                customer.rename(before);
            }
        }
    }
}

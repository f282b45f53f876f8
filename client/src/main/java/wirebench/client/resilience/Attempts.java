package wirebench.client.resilience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wirebench.client.ResponseHandler;

/// The exchanges of a client that have not ended, and objects of earlier ones that are used again, so that an exchange
/// allocates nothing.
///
/// Thread-safe. They are kept in stripes, chosen by the thread that begins an exchange, so that threads seldom meet; a
/// stripe's lock is held for a few field accesses, but by whoever cancels: he goes through all of them.
final class Attempts {
    private static final int STRIPES = 16; // a power of two

    private final ResilientClient client;
    private final Stripe[] stripes = new Stripe[STRIPES];

    Attempts(ResilientClient client) {
        this.client = client;
        Arrays.setAll(stripes, _ -> new Stripe());
    }

    /// Gets an object for an exchange of the calling thread.
    Attempt take(ResponseHandler handler) {
        return stripes[(int) Thread.currentThread().threadId() & STRIPES - 1].take(handler);
    }

    /// Takes back an object whose exchange has ended.
    void giveBack(Attempt ended) {
        ended.home.giveBack(ended);
    }

    /// Notes that the caller wants an exchange no more.
    ///
    /// @return what makes further attempts, if it has come to that
    Attempt.@Nullable Retries cancel(ResponseHandler named) {
        for (Stripe stripe : stripes) {
            Attempt meant = stripe.cancel(named);
            if (meant != null) {
                return meant.retries;
            }
        }
        return null;
    }

    /// What makes further attempts of the exchanges that have not ended.
    List<Attempt.Retries> retries() {
        List<Attempt.Retries> found = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.addRetries(found);
        }
        return found;
    }

    /// Some of the objects: the active ones first, as many as there are, then those that can be used again.
    final class Stripe {
        private final ReentrantLock lock = new ReentrantLock();
        private Attempt[] all = {}; // guarded by lock, as what follows and each attempt's slot
        private int active;

        Attempt take(ResponseHandler handler) {
            lock.lock();
            try {
                if (active == all.length) {
                    grow();
                }
                Attempt taken = all[active++];
                taken.handler = handler;
                return taken;
            } finally {
                lock.unlock();
            }
        }

        void giveBack(Attempt ended) {
            lock.lock();
            try {
                int slot = ended.slot;
                Attempt last = all[--active];
                all[slot] = last;
                last.slot = slot;
                all[active] = ended;
                ended.slot = active;
                ended.clear();
            } finally {
                lock.unlock();
            }
        }

        @Nullable
        Attempt cancel(ResponseHandler named) {
            lock.lock();
            try {
                for (int i = 0; i < active; i++) {
                    if (all[i].answersTo(named)) {
                        all[i].cancelled = true;
                        return all[i];
                    }
                }
                return null;
            } finally {
                lock.unlock();
            }
        }

        void addRetries(List<Attempt.Retries> found) {
            lock.lock();
            try {
                for (int i = 0; i < active; i++) {
                    Attempt.Retries retries = all[i].retries;
                    if (retries != null) {
                        found.add(retries);
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        private void grow() {
            int from = all.length;
            all = Arrays.copyOf(all, Math.max(8, from * 2));
            for (int i = from; i < all.length; i++) {
                all[i] = new Attempt(client, this, i);
            }
        }
    }
}

package wirebench.jmh.pools;

import java.util.concurrent.atomic.AtomicInteger;

/// No pool at all: each thread has a token of its own.
final class TokenPerThread implements LeasePool<Token> {
    private final ThreadLocal<Token> own;

    TokenPerThread(AtomicInteger made) {
        own = ThreadLocal.withInitial(() -> new Token(made));
    }

    @Override
    public Token lease() {
        return own.get();
    }

    @Override
    public void release(Token token) {}

    @Override
    public void close() {}
}

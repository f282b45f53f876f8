package wirebench.nio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Idle connections to one origin, the one used last on top: the others get the chance to expire. Confined to the
/// event loop.
final class IdleConnections {
    private @Nullable NioConnection[] stack = new NioConnection[16];
    private int size;

    int size() {
        return size;
    }

    void push(NioConnection connection) {
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, size * 2);
        }
        stack[size++] = connection;
    }

    @Nullable NioConnection pop() {
        if (size == 0) {
            return null;
        }
        NioConnection top = stack[--size];
        stack[size] = null;
        return top;
    }

    /// The one that has been idle for the longest time.
    @Nullable NioConnection oldest() {
        return size == 0 ? null : stack[0];
    }

    /// Takes out a connection wherever it is. Takes time for each one above it, but happens once per connection.
    void remove(NioConnection connection) {
        for (int i = size - 1; i >= 0; i--) {
            if (stack[i] == connection) {
                System.arraycopy(stack, i + 1, stack, i, --size - i);
                stack[size] = null;
                return;
            }
        }
    }
}

package wirebench.nio;

/// Errors that a handler throws from a call that ends its exchange: nobody else is left to be told, and the loop
/// must go on.
final class HandlerErrors {
    private HandlerErrors() {}

    /// Runs something and reports what it throws.
    static void reportFrom(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            report(e);
        }
    }

    /// Reports as the JVM would if the thread ended.
    static void report(Throwable mistake) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, mistake);
    }
}

package wirebench.jmh;

/// The arguments of the JVM of every fork: the same for every arm of a benchmark, and nothing left to
/// what the machine suggests.
public final class ForkJvm {
    public static final String LEAST_HEAP = "-Xms256m";
    public static final String MOST_HEAP = "-Xmx256m";
    public static final String TOUCHED = "-XX:+AlwaysPreTouch";
    public static final String COLLECTOR = "-XX:+UseG1GC";
    public static final String DIRECT_MEMORY = "-XX:MaxDirectMemorySize=256m";

    /// The JDK's selector boxes the descriptor of each ready channel; beyond 127 that is 16 B per event unless the
    /// box is cached, and would look like the client's allocation.
    public static final String BOXED_DESCRIPTORS = "-XX:AutoBoxCacheMax=20000";

    /// JMH 1.37 uses `sun.misc.Unsafe`, which the JDK would warn about in every fork.
    public static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    /// The kernel is asked what the process has used, which takes native code.
    static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    /// Where the JDK keeps its vectors, as long as they incubate.
    public static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private ForkJvm() {}
}

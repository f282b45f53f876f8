package wirebench.contract;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The JDK's own resolver, but for names that tests need: the JDK finds this by its name in `META-INF/services`.
/// Thread-safe.
public final class TestNames extends InetAddressResolverProvider {
    /// Of names below this, nobody ever says anything.
    static final String SILENT = ".silent.test";

    /// Names below this are this machine's, whatever stands in front.
    static final String HERE = ".here.test";

    /// Made by the JDK, once.
    public TestNames() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver ofTheJdk = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                while (host.endsWith(SILENT)) {
                    LockSupport.park(this); // for ever: nothing makes a resolver give up
                }
                return host.endsWith(HERE) || host.endsWith(HERE + ".")
                        ? Stream.of(InetAddress.ofLiteral("127.0.0.1"))
                        : ofTheJdk.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return ofTheJdk.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of tests";
    }
}

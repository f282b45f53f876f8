package wirebench.contract;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The JDK's own resolver, but for names below `silent.test`, of which nobody ever says anything: the JDK finds this by
/// its name in `META-INF/services`. Thread-safe.
public final class SilentNames extends InetAddressResolverProvider {
    static final String SUFFIX = ".silent.test";

    /// Made by the JDK, once.
    public SilentNames() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver ofTheJdk = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                while (host.endsWith(SUFFIX)) {
                    LockSupport.park(this); // for ever: nothing makes a resolver give up
                }
                return ofTheJdk.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return ofTheJdk.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "silent names";
    }
}

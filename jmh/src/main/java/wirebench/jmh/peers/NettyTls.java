package wirebench.jmh.peers;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;
import wirebench.certificates.TestAuthority;

/// TLS as Netty sets it up, by the JDK's engines.
final class NettyTls {
    private NettyTls() {}

    /// Trusts one authority.
    static SslContext trusting(TestAuthority authority) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .trustManager(authority.certificate())
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("Netty has no TLS", e);
        }
    }
}

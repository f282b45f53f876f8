package wirebench.certificates;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What can be wrong with a server's certificate, one constant per case that a client has to decide.
public enum Flaw {
    /// Its validity ended an hour ago.
    EXPIRED,
    /// Its validity begins in an hour.
    NOT_YET_VALID,
    /// It is for another name, and for no address.
    WRONG_HOST,
    /// It has a common name, but no subjectAltName; RFC 9525 §2 no longer takes the one for the other.
    NO_ALTERNATIVE_NAME,
    /// Its own key has signed it.
    SELF_SIGNED,
    /// An authority has issued it that goes by the same name as the trusted one, with another key.
    OTHER_AUTHORITY,
    /// It may be used by clients only.
    CLIENT_ONLY,
    /// An intermediate authority has issued it, and the server does not send that one's certificate.
    CHAIN_INCOMPLETE,
    /// The certificates are all there, but the intermediate ones in the wrong order: TLS 1.3 wants a client to take
    /// that (RFC 8446 §4.4.2), so this one is not refused.
    CHAIN_OUT_OF_ORDER;

    private static final Duration HOUR = Duration.ofHours(1);

    /// Makes a certificate with this flaw and no other.
    ///
    /// @param authority the one that the client trusts
    /// @param keyType of the key that is made
    /// @return a key and a chain for a server on this machine
    public Issued issue(TestAuthority authority, KeyType keyType) {
        CertificateRequest good = CertificateRequest.forServer(keyType);
        Instant now = Instant.now();
        return switch (this) {
            case EXPIRED -> authority.issue(good.withValidity(now.minus(HOUR.multipliedBy(2)), now.minus(HOUR)));
            case NOT_YET_VALID -> authority.issue(good.withValidity(now.plus(HOUR), now.plus(HOUR.multipliedBy(2))));
            case WRONG_HOST -> authority.issue(good.withHosts(List.of("elsewhere.invalid"), List.of()));
            case NO_ALTERNATIVE_NAME -> authority.issue(good.withHosts(List.of(), List.of()));
            case SELF_SIGNED -> TestAuthority.selfSigned(good);
            case OTHER_AUTHORITY -> TestAuthority.create(keyType).issue(good);
            case CLIENT_ONLY -> authority.issue(good.withPurposes(Set.of(CertificateRequest.Purpose.CLIENT)));
            case CHAIN_INCOMPLETE ->
                withoutIntermediate(authority.intermediate(keyType).issue(good));
            case CHAIN_OUT_OF_ORDER ->
                shuffled(authority.intermediate(keyType).intermediate(keyType).issue(good));
        };
    }

    private static Issued withoutIntermediate(Issued whole) {
        return whole.withChain(List.of(whole.certificate()));
    }

    private static Issued shuffled(Issued whole) {
        List<X509Certificate> chain = whole.chain();
        return whole.withChain(List.of(chain.get(0), chain.get(2), chain.get(1)));
    }
}

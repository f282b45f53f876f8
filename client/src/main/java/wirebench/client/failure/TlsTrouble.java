package wirebench.client.failure;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why TLS was not agreed on, in words. The JDK tells some of it by the type of a cause and the rest by a message.
public enum TlsTrouble {
    /// The server's certificate is too old.
    EXPIRED("its certificate has expired"),
    /// The server's certificate is for later.
    NOT_YET_VALID("its certificate is not valid yet"),
    /// The server's certificate is somebody else's.
    OTHER_HOST("its certificate is not for this host"),
    /// The server's certificate may be used for something else only.
    NOT_FOR_SERVERS("its certificate is not for servers"),
    /// No authority that is trusted stands behind the server's certificate.
    UNTRUSTED("nobody who is trusted has issued its certificate, or the certificate of one in between is missing"),
    /// The server answered in the clear.
    NO_TLS("it does not speak TLS at this port"),
    /// The two have no version of TLS in common.
    NO_VERSION("it offers no version of TLS that is good enough"),
    /// The server's certificates are longer, or more, than what is taken.
    TOO_LONG("its certificates take more octets, or are more, than is taken"),
    /// The server wants to know who is there, and has not heard what it likes.
    CLIENT_REFUSED("it does not take who we say we are"),
    /// Anything else.
    OTHER("");

    private static final String ALERT = "Received fatal alert: ";
    private static final List<String> ALERTS_ABOUT_US = List.of(
            "certificate_required",
            "bad_certificate",
            "unknown_ca",
            "certificate_unknown",
            "certificate_expired",
            "unsupported_certificate",
            "access_denied");

    /// What the JDK says of a certificate that somebody else has issued, by the same name for instance.
    private static final Set<CertPathValidatorException.Reason> NOT_ISSUED =
            Set.of(BasicReason.INVALID_SIGNATURE, PKIXReason.NO_TRUST_ANCHOR, PKIXReason.NAME_CHAINING);

    private final String words;

    TlsTrouble(String words) {
        this.words = words;
    }

    /// Finds out what is behind a failure.
    ///
    /// @param failure what the engine threw; null for nothing
    /// @return the trouble, [#OTHER] if it cannot be told
    public static TlsTrouble of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            TlsTrouble trouble = ofType(cause);
            if (trouble == OTHER) {
                trouble = ofMessage(String.valueOf(cause.getMessage()), cause instanceof CertificateException);
            }
            if (trouble != OTHER) {
                return trouble;
            }
        }
        return OTHER;
    }

    /// Says what is wrong.
    ///
    /// @param failure in which this trouble was found
    /// @return words to follow the server's name and a colon
    public String sentence(Throwable failure) {
        return switch (this) {
            case OTHER -> String.valueOf(failure.getMessage());
            case EXPIRED, NOT_YET_VALID, TOO_LONG ->
                words + " (" + innermost(failure).getMessage() + ")";
            case OTHER_HOST, NOT_FOR_SERVERS, UNTRUSTED, NO_TLS, NO_VERSION, CLIENT_REFUSED -> words;
        };
    }

    private static TlsTrouble ofType(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _ -> EXPIRED;
            case CertificateNotYetValidException _ -> NOT_YET_VALID;
            case CertPathBuilderException _ -> UNTRUSTED;
            case CertPathValidatorException path when NOT_ISSUED.contains(path.getReason()) -> UNTRUSTED;
            default -> OTHER;
        };
    }

    private static TlsTrouble ofMessage(String message, boolean ofCertificate) {
        if (ofCertificate && message.startsWith("No ")) { // "No subject alternative ...", "No name matching ..."
            return OTHER_HOST;
        }
        if (ofCertificate && message.startsWith("Extended key usage")) {
            return NOT_FOR_SERVERS;
        }
        if (message.contains("nrecognized SSL message")) {
            return NO_TLS;
        }
        if (message.contains("protocol_version") || message.startsWith("No appropriate protocol")) {
            return NO_VERSION;
        }
        if (message.startsWith("The size of the handshake message")
                || message.startsWith("The certificate chain length")) {
            return TOO_LONG;
        }
        boolean aboutUs = ALERTS_ABOUT_US.stream().anyMatch(alert -> message.endsWith(ALERT + alert));
        return aboutUs ? CLIENT_REFUSED : OTHER;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}

package wirebench.certificates;

import java.security.KeyPair;

/// Who signs a certificate.
///
/// @param commonName its only name
/// @param keyType of the keys
/// @param keys of which the private one signs, and the public one is named in the certificate
record Issuer(String commonName, KeyType keyType, KeyPair keys) {}

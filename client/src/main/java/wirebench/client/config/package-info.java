/// What can be chosen about a client, as immutable records that check themselves, each limit with its default.
///
/// Nothing here does anything: a strategy is a name, and the code behind the name lives where it works; only a
/// [Backoff] says how long its pauses are. Read
/// [ClientConfig] first.
@NullMarked
package wirebench.client.config;

import org.jspecify.annotations.NullMarked;

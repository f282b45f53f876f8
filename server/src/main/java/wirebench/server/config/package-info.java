/// What can be asked of the server and counted of it: scenarios, faults, configuration, counters.
///
/// Nothing here answers a request. Read [ServerConfig] first, then [Scenario].
@NullMarked
package wirebench.server.config;

import org.jspecify.annotations.NullMarked;

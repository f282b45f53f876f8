/// Pools of connections for clients on threads: one interface and one set of policies, several orders in which
/// connections are lent, and two ways to serve those who wait.
@NullMarked
package wirebench.client.pool;

import org.jspecify.annotations.NullMarked;

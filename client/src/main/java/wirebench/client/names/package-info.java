/// Addresses of hosts, looked up without holding up whoever must not wait.
///
/// Opening connections to them is the business of the implementations. Read [Resolution] first.
@NullMarked
package wirebench.client.names;

import org.jspecify.annotations.NullMarked;

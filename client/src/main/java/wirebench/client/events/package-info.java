/// Events for the JDK's Flight Recorder, which cost nothing while nobody records them.
///
/// Each event that lasts is made by its `begun`, which gives null while it is not recorded; so the answer is asked
/// for once per event, and no object is made in vain. An exchange's is an [wirebench.client.Observer], as are the
/// timings that its caller asks for. Events carry no stack traces: an exchange's says little on an event loop.
/// Figures that are always kept are not found here: see [wirebench.client.PoolStats] and
/// [wirebench.client.SocketCalls]. Read [ExchangeEvent] first.
@NullMarked
package wirebench.client.events;

import org.jspecify.annotations.NullMarked;

/// The loopback peer: an HTTP/1.1 server that a measurement can trust to stay the same and to cost little.
///
/// It uses the JDK only and shares no line with the clients or with their protocol code, so that a framing mistake
/// on one side cannot be cancelled by the same mistake on the other. In steady state an exchange allocates
/// nothing, which is what lets it run inside the measured process without adding to the client's bytes per
/// exchange.
///
/// Read in this order: [wirebench.server.config.Scenario] (what can be asked), [wirebench.server.http.HeadParser]
/// and [wirebench.server.http.BodyReader] (how a request is read), [wirebench.server.answer.Exchange] (from a
/// request to its answer, without I/O), [wirebench.server.loop.Connection] (the I/O),
/// [wirebench.server.loop.EventLoop] (who calls whom). [LoopbackServer] runs it in this process,
/// [wirebench.server.process.ServerProcess] in one of its own.
@NullMarked
package wirebench.server;

import org.jspecify.annotations.NullMarked;

/// The clients against servers that no one here wrote, started by the tests on the loopback interface.
///
/// A list of [wirebench.cli.interop.InteropCase]s is run through every client on the class path against every
/// server that can play its part in the case.
@org.jspecify.annotations.NullMarked
package wirebench.cli.interop;

package wirebench.server.answer;

import java.util.List;
import java.util.stream.Stream;
import wirebench.server.config.Parameter;
import wirebench.server.config.Scenario;

/// What a target says for the parameters of its scenario.
///
/// One instance per connection, used again for each request.
final class Arguments {
    private final long[] values = new long
            [Stream.of(Scenario.values())
                    .mapToInt(scenario -> scenario.parameters().size())
                    .max()
                    .orElse(0)];
    private List<Parameter> parameters = List.of();
    private int numbersInPath;

    /// Forgets the last target. What the next one does not say is what `scenario` presumes.
    void begin(Scenario scenario) {
        parameters = scenario.parameters();
        numbersInPath = scenario.numbersInPath();
        for (int i = 0; i < parameters.size(); i++) {
            values[i] = parameters.get(i).presumed();
        }
    }

    /// Says what is asked for by the parameter at a position among those of the scenario.
    void set(int position, long value) {
        values[position] = value;
    }

    /// What is asked for, or what is presumed if the scenario has no such parameter: an answer may serve several.
    long get(Parameter parameter) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) == parameter) {
                return values[i];
            }
        }
        return parameter.presumed();
    }

    /// Whether the scenario takes these numbers.
    boolean suit() {
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).takes(values[i])) {
                return false;
            }
        }
        return productFits();
    }

    /// Whether the numbers of the path, such as chunks and their size, come to no more octets than a body may have.
    private boolean productFits() {
        long room = Parameter.MAX_OCTETS;
        for (int i = 0; i < numbersInPath; i++) {
            if (values[i] > room) {
                return false;
            }
            room /= Math.max(1, values[i]);
        }
        return true;
    }
}

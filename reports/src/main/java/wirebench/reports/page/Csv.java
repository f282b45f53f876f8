package wirebench.reports.page;

import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values as in RFC 4180.
public final class Csv {
    private Csv() {}

    /// A row with its end.
    public static String row(List<String> fields) {
        return fields.stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    /// A figure unrounded, or nothing if it is no number.
    public static String number(double figure) {
        return Double.isFinite(figure) ? Double.toString(figure) : "";
    }

    private static String quoted(String field) {
        return field.matches("[^,\"\\r\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}

package wirebench.cli;

import wirebench.protocol.FieldSection;
import wirebench.protocol.ResponseHead;

/// Heads and trailer sections as text, a line for a line on the wire. Only white space around values is not kept.
final class HeadText {
    private HeadText() {}

    /// The status line and the field lines.
    static String of(ResponseHead head, String lineEnd) {
        String reason = head.reason();
        return "HTTP/1." + head.minorVersion() + " " + head.status() + (reason.isEmpty() ? "" : " " + reason) + lineEnd
                + of(head.fields(), lineEnd);
    }

    /// The field lines.
    static String of(FieldSection fields, String lineEnd) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.count(); i++) {
            text.append(fields.name(i)).append(": ").append(fields.value(i)).append(lineEnd);
        }
        return text.toString();
    }
}

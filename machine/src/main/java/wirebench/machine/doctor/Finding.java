package wirebench.machine.doctor;

/// One thing that [Checkup] looked at. Immutable.
///
/// @param grade how bad it is
/// @param subject what was looked at, in a word or three
/// @param found what was found
/// @param meaning what that means for a measurement
/// @param cure what to do, with the exact command where there is one; empty if there is nothing to do
public record Finding(Grade grade, String subject, String found, String meaning, String cure) {
    /// How bad a finding is.
    public enum Grade {
        /// As it should be.
        OK("ok"),
        /// A measurement is possible, and whoever reads it has to know this.
        NOTE("worth knowing"),
        /// What is measured now is not what was to be measured.
        SPOILS("will spoil results");

        private final String words;

        Grade(String words) {
            this.words = words;
        }

        /// The grade for a person.
        ///
        /// @return such as `worth knowing`
        public String words() {
            return words;
        }
    }

    static Finding ok(String subject, String found) {
        return new Finding(Grade.OK, subject, found, "", "");
    }

    static Finding note(String subject, String found, String meaning, String cure) {
        return new Finding(Grade.NOTE, subject, found, meaning, cure);
    }

    static Finding spoils(String subject, String found, String meaning, String cure) {
        return new Finding(Grade.SPOILS, subject, found, meaning, cure);
    }

    static Finding unknown(String subject, String found) {
        return note(subject, found, "nobody can say from here whether it disturbs", "");
    }
}

package wirebench.server.http;

/// The value of the Date field, kept up to date once a second without allocating.
///
/// The server sends Date because RFC 9110 §6.6.1 demands it of a server with a clock, and because the servers it
/// will be compared with do. `IMF-fixdate = day-name "," SP day SP month SP year SP time-of-day SP "GMT"` is always
/// 29 octets long, so it can be replaced inside prepared answers.
public final class DateField {
    public static final int LENGTH = 29;

    private static final byte[] DAYS = Octets.of("ThuFriSatSunMonTueWed"); // 1 January 1970 was a Thursday
    private static final byte[] MONTHS = Octets.of("JanFebMarAprMayJunJulAugSepOctNovDec");
    private static final int DAY_SECONDS = 86_400;

    private final byte[] octets = Octets.of("Thu, 01 Jan 1970 00:00:00 GMT");

    /// The value's octets, which change with [#set].
    public byte[] octets() {
        return octets;
    }

    /// Writes the date of a moment since 1970.
    public void set(long epochSecond) {
        long day = epochSecond / DAY_SECONDS;
        int second = (int) (epochSecond % DAY_SECONDS);
        System.arraycopy(DAYS, (int) (day % 7) * 3, octets, 0, 3);
        setDay(day);
        twoDigits(17, second / 3600);
        twoDigits(20, second / 60 % 60);
        twoDigits(23, second % 60);
    }

    /// Days to year, month and day in the Gregorian calendar. Years are counted from March, so that the leap day is
    /// the last of its year and the lengths of the months before it follow the formula `(153 * month + 2) / 5`.
    private void setDay(long day) {
        long sinceYearZero = day + 719_468; // 1 March 0000
        long era = sinceYearZero / 146_097; // 400 years
        int dayOfEra = (int) (sinceYearZero % 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = (monthFromMarch + 2) % 12;
        int year = (int) (era * 400) + yearOfEra + (month < 2 ? 1 : 0);
        twoDigits(5, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
        System.arraycopy(MONTHS, month * 3, octets, 8, 3);
        twoDigits(12, year / 100);
        twoDigits(14, year % 100);
    }

    private void twoDigits(int at, int value) {
        octets[at] = (byte) ('0' + value / 10);
        octets[at + 1] = (byte) ('0' + value % 10);
    }
}

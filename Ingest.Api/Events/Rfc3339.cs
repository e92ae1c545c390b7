namespace Ingest.Api.Events;

/// <summary>
/// Times as RFC 3339 §5.6 writes them, with any offset, which must be there: <c>2026-02-01T10:30:00.000Z</c>. Also taken: a small
/// <c>t</c> or <c>z</c>, a space for the <c>T</c>, any number of fraction digits (cut to microseconds).
/// </summary>
/// <remarks>The framework's parsers take more than this (a missing offset is read as local time) and refuse leap seconds.</remarks>
static class Rfc3339
{
    const long MicrosecondsPerSecond = 1_000_000;
    const int SecondsPerMinute = 60;
    const int SecondsPerHour = 3_600;
    const int SecondsPerDay = 86_400;

    /// <summary>Microseconds since 1970-01-01 UTC. A leap second, 23:59:60 UTC, is the first second of the next day.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < "2026-02-01T10:30:00Z".Length
            || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var year = (Digits(text, 0) * 100) + Digits(text, 2);
        var month = Digits(text, 5);
        var day = Digits(text, 8);
        var hour = Digits(text, 11);
        var minute = Digits(text, 14);
        var second = Digits(text, 17);
        if ((year | month | day | hour | minute | second) < 0) return false;
        if (month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return false;

        var at = 19;
        if (!TryFraction(text, ref at, out var fraction) || !TryOffset(text[at..], out var offset)) return false;

        var seconds = (DaysSince1970(year, month, day) * SecondsPerDay) + (hour * SecondsPerHour) + (minute * SecondsPerMinute) + second - offset;
        if (second == 60 && seconds % SecondsPerDay != 0) return false;
        microseconds = (seconds * MicrosecondsPerSecond) + fraction;
        return true;
    }

    /// <summary>Two digits, or -1 · 100 or less when they are none, so that year, too, comes out negative.</summary>
    static int Digits(ReadOnlySpan<byte> text, int at)
    {
        uint tens = text[at] - (uint)'0', ones = text[at + 1] - (uint)'0';
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -10_000;
    }

    static bool TryFraction(ReadOnlySpan<byte> text, ref int at, out int microseconds)
    {
        microseconds = 0;
        if (text[at] != '.') return true;
        var first = ++at;
        var weight = 100_000;
        for (; at < text.Length && text[at] - (uint)'0' <= 9; at++)
        {
            microseconds += weight * (text[at] - '0');
            weight /= 10;
        }

        return at > first;
    }

    static bool TryOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length == 1) return text[0] is (byte)'Z' or (byte)'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        int hours = Digits(text, 1), minutes = Digits(text, 4);
        if (hours is < 0 or > 23 || minutes is < 0 or > 59) return false;
        seconds = (hours * SecondsPerHour) + (minutes * SecondsPerMinute);
        if (text[0] == '-') seconds = -seconds;
        return true;
    }

    static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Howard Hinnant's days_from_civil for years 0 to 9999: the year is made to begin in March, so that the leap day is its last.</summary>
    static long DaysSince1970(int year, int month, int day)
    {
        if (month <= 2) year--;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097L) + dayOfEra - 719_468;
    }
}

using System.Globalization;
using Analytics.Contracts;

namespace Ingest.Api.Events;

/// <summary>
/// Which numbers may stand in metadata. PostgreSQL keeps every digit of a jsonb number but refuses large exponents of either sign,
/// even of zero (<c>0e-20000</c>); readers of summaries and exports will want a double.
/// </summary>
static class JsonNumber
{
    /// <summary>Digits without an exponent below this length are below 1e308, whatever they are.</summary>
    const int SurelyFiniteLength = 300;

    const int ExponentLimit = EventLimits.NumberLengthLimit;

    /// <summary>Judges a well-formed JSON number. Too small for a double is fine, it reads as zero; too large is not.</summary>
    public static RejectionReason Check(ReadOnlySpan<byte> number)
    {
        if (number.Length > EventLimits.NumberLengthLimit) return RejectionReason.NumberTooLong;
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 0 && number.Length < SurelyFiniteLength) return RejectionReason.None;
        if (exponent >= 0
            && !(int.TryParse(number[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
                && Math.Abs((long)power) <= ExponentLimit))
        {
            return RejectionReason.NumberOutOfRange;
        }

        return double.IsFinite(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture)) ? RejectionReason.None : RejectionReason.NumberOutOfRange;
    }
}

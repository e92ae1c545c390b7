using System.Buffers;

namespace Ingest.Api.Exports;

/// <summary>
/// One cell of a CSV file. A spreadsheet takes a cell that begins with =, +, - or @ for a formula, and so a stranger's event for a
/// command: such a cell gets a ' in front. It splits at ; or tab in some countries, so a cell that holds those is quoted too.
/// </summary>
static class CsvCell
{
    static readonly SearchValues<byte> Formula = SearchValues.Create("=+-@\t\r\n"u8);
    static readonly SearchValues<byte> Special = SearchValues.Create("\",;\t\r\n"u8);

    public static void Write(IBufferWriter<byte> to, ReadOnlySpan<byte> utf8)
    {
        var isFormula = !utf8.IsEmpty && Formula.Contains(utf8[0]);
        if (!utf8.ContainsAny(Special))
        {
            if (isFormula) to.Write("'"u8);
            to.Write(utf8);
            return;
        }

        to.Write(isFormula ? "\"'"u8 : "\""u8);
        for (var quote = utf8.IndexOf((byte)'"'); quote >= 0; quote = utf8.IndexOf((byte)'"'))
        {
            to.Write(utf8[..(quote + 1)]);
            to.Write("\""u8);
            utf8 = utf8[(quote + 1)..];
        }

        to.Write(utf8);
        to.Write("\""u8);
    }
}

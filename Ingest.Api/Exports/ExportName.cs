namespace Ingest.Api.Exports;

/// <summary>The name under which a browser saves an export: letters and digits of the account id, and nothing that a header or a file system could take amiss.</summary>
static class ExportName
{
    const int LongestAccount = 60;

    public static string Of(string accountId, DateTimeOffset at, string extension)
    {
        var safe = accountId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_').Take(LongestAccount);
        return $"events-{string.Concat(safe)}-{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.{extension}";
    }
}

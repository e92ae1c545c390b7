namespace Analytics.Load.Import;

/// <summary>The last words of an import.</summary>
static class ImportReport
{
    public static async Task WriteAsync(TextWriter output, ImportTally tally, TimeSpan took)
    {
        var settled = tally.Accepted + tally.Rejected;
        await output.WriteLineAsync(
            $"accepted {tally.Accepted}, rejected {tally.Rejected} ({took.TotalSeconds:0.0} s, {settled / Math.Max(0.001, took.TotalSeconds):N0} events/s)");
        if (tally.Resent > 0)
            await output.WriteLineAsync($"{tally.Resent} requests were sent again after a 429, a 5xx or a network error.");
        if (tally.IdsGiven > 0)
            await output.WriteLineAsync($"{tally.IdsGiven} lines had no event_id and were given one made from file name, line number and content: a second import adds nothing.");
        if (tally.Rejected == 0)
            return;

        await output.WriteLineAsync("Rejected, by code:");
        foreach (var (code, count) in tally.Codes)
            await output.WriteLineAsync($"  {count,10}  {code}");
        await output.WriteLineAsync(tally.Rejected > ImportTally.FirstRejectionsLimit ? "The first of them:" : "They are:");
        foreach (var (line, code, message) in tally.FirstRejections)
            await output.WriteLineAsync($"  line {line}: {code}: {message}");
    }
}

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>Bodies that are sent at once, and how to make fewer and smaller ones of them when they show a fault.</summary>
sealed record SentBodies(IReadOnlyList<SentBody> Bodies)
{
    /// <summary>The bodies when they are few, as they are after a fault was narrowed down.</summary>
    public override string ToString() => Bodies.Count > 5 ? $"{Bodies.Count} bodies" : string.Join("\n\n", Bodies);

    /// <summary>First half of them, then one less, then each of the last few smaller.</summary>
    public IEnumerable<SentBodies> Smaller()
    {
        if (Bodies.Count > 1)
        {
            var half = Bodies.Count / 2;
            yield return new([.. Bodies.Take(half)]);
            yield return new([.. Bodies.Skip(half)]);
            foreach (var (without, _) in Bodies.Index()) yield return new([.. Bodies.Where((_, index) => index != without)]);
            yield break;
        }

        foreach (var smaller in Bodies.SelectMany(Smaller)) yield return new([smaller]);
    }

    static IEnumerable<SentBody> Smaller(SentBody body)
    {
        if (body.Flip is not null) yield return body with { Flip = null };
        if (body.Encoding is not null) yield return body with { Encoding = null, Flip = null };
        for (var length = body.Text.Length / 2; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= body.Text.Length; at += length) yield return body with { Text = [.. body.Text[..at], .. body.Text[(at + length)..]] };
        }
    }
}

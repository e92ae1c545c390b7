using Analytics.Data.Selections;

namespace Analytics.Load.Edge.Parts;

/// <summary>The key under which an answer is kept, against putting the finished words together.</summary>
sealed class CacheKeyPart : Part
{
    readonly EventSelection question = EventSelection.Over("acc_123", TimeWindow.Named("last_7d")!) with
    {
        Filter = new EventFilter { Type = "page_view", Path = "/products/17" },
    };

    readonly string key;
    readonly string[] words;

    public CacheKeyPart()
    {
        key = SelectionKey.Of("summary", question);
        words = [.. key.Split('&').Select((word, i) => i == 0 ? word : $"&{word}")];
    }

    public override string LimitName => "string.Concat of the encoded words";

    public override int Expected => key.Length;

    public override int Limit() => string.Concat(words).Length;

    public override int Ours() => SelectionKey.Of("summary", question).Length;
}
